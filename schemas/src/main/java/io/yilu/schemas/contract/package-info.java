/** The JSON side of the contract: one mapper, and JSON Schemas that say what they refuse. */
@NullMarked
package io.yilu.schemas.contract;

import org.jspecify.annotations.NullMarked;
