/** The ledger on MariaDB, and its twin in memory that is held to the same contract. */
@NullMarked
package io.yilu.sync.ledger;

import org.jspecify.annotations.NullMarked;
