package io.yilu.schemas.catalogue;

/** An everyday short name (俗称) under which people ask for an item, such as 低保. */
public record Alias(String alias, String item) {}
