"""The documents' ChatRoom and Message, with users by name only."""

import uuid

from django.db import models


class ChatUser(models.Model):
    username = models.CharField(max_length=100, unique=True)


class ChatRoom(models.Model):
    name = models.CharField(max_length=100, unique=True)
    participants = models.ManyToManyField(ChatUser)


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE)
    sender = models.ForeignKey(ChatUser, on_delete=models.CASCADE)
    content = models.TextField()
    message_type = models.CharField(max_length=10, default="text")
    created_at = models.DateTimeField(auto_now_add=True)
