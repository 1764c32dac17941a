import os

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chat.settings")

django_asgi_app = get_asgi_application()

# Imports models, so only after Django is set up.
from chat import routing  # noqa: E402
from chat.middleware import UserNameMiddleware  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_asgi_app,
        "websocket": AllowedHostsOriginValidator(
            UserNameMiddleware(URLRouter(routing.websocket_urlpatterns))
        ),
    }
)
