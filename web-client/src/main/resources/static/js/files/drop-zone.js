// The ways by which files come in: the button, the clipboard, and what is dragged over the room.

import { byId } from "../base/dom.js";

export class DropZone {
  #zone = byId("room");
  #input = byId("message-input");
  #picker = byId("file-picker");
  #button = byId("attach");
  #take;
  #depth = 0;

  /** @param {(files: FileList) => void} take not called while the button is off */
  constructor(take) {
    this.#take = (files) => files.length > 0 && !this.#button.disabled && take(files);
    this.#button.onclick = () => this.#picker.click();
    this.#picker.onchange = () => {
      this.#take([...this.#picker.files]);
      // So that the same file, chosen again, is a change again.
      this.#picker.value = "";
      this.#input.focus({ preventScroll: true });
    };
    this.#input.addEventListener("paste", this.#pasted);
    for (const [type, heard] of Object.entries(this.#drags)) {
      this.#zone.addEventListener(type, heard);
    }
  }

  close() {
    this.#input.removeEventListener("paste", this.#pasted);
    for (const [type, heard] of Object.entries(this.#drags)) {
      this.#zone.removeEventListener(type, heard);
    }
    this.#mark(false);
  }

  // A copied table is text and a picture of it at once: then the text is what was meant.
  #pasted = (event) => {
    const { files, types } = event.clipboardData;
    if (files.length > 0 && !types.includes("text/plain")) {
      event.preventDefault();
      this.#take(files);
    }
  };

  #drags = {
    dragenter: (event) => {
      if (hasFiles(event)) {
        event.preventDefault();
        this.#depth += 1;
        this.#mark(true);
      }
    },
    dragover: (event) => hasFiles(event) && event.preventDefault(),
    // Entering a child leaves its parent: only the last leave is one.
    dragleave: (event) => {
      if (hasFiles(event)) {
        this.#depth -= 1;
        this.#mark(this.#depth > 0);
      }
    },
    drop: (event) => {
      if (hasFiles(event)) {
        event.preventDefault();
        this.#mark(false);
        this.#take(event.dataTransfer.files);
        this.#input.focus({ preventScroll: true });
      }
    },
  };

  #mark(isOver) {
    this.#depth = isOver ? this.#depth : 0;
    this.#zone.classList.toggle("dropping", isOver && !this.#button.disabled);
  }
}

function hasFiles({ dataTransfer }) {
  return dataTransfer.types.includes("Files");
}
