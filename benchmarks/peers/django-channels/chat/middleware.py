"""Stands where the documents have the token: the user is who the query string says."""

from urllib.parse import parse_qs


class UserNameMiddleware:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        query = parse_qs(scope["query_string"].decode())
        scope["username"] = query.get("user", [None])[0]
        return await self.app(scope, receive, send)
