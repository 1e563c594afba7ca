package io.spanstone.storage;

import static io.spanstone.block.BlockFields.*;
