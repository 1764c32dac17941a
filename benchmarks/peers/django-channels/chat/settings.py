"""The settings of the two documents, and what Django needs besides to store messages."""

import os

SECRET_KEY = "only for measurements on the loopback address"
DEBUG = False
# The validator around the consumer refuses a client without Origin unless every host is allowed.
ALLOWED_HOSTS = ["*"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "daphne",
    "channels",
    "chat",
]

ASGI_APPLICATION = "chat.asgi.application"

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [("127.0.0.1", int(os.environ["REDIS_PORT"]))],
        },
    },
}

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "peer",
        "HOST": "127.0.0.1",
        "PORT": os.environ["POSTGRES_PORT"],
        # In the peer's favour: the preset 0 would connect to the database again for every message.
        "CONN_MAX_AGE": None,
    },
}
