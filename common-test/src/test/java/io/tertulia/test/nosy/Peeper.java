package io.tertulia.test.nosy;

import io.tertulia.local.mongo.MongoSettings;

final class Peeper {

    MongoSettings peep() {
        return MongoSettings.inMemory();
    }
}
