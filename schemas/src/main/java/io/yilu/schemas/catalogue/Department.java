package io.yilu.schemas.catalogue;

/**
 * A department (部门) of the service centre.
 *
 * @param code two digits, 01 to 51
 * @param window number of its home window
 * @param batch intake batch (1 to 4) with which it moved into the centre
 */
public record Department(String code, String name, String shortName, String window, int batch) {}
