// Sends one file, and tells how far it is: the one thing that `fetch` cannot do.

import { Problem } from "./http.js";

/**
 * @param {string} path
 * @param {FormData} form
 * @param {{signal?: AbortSignal, onProgress?: (part: number) => void}} options
 * @returns {Promise<object>} the answer's JSON
 */
export function upload(path, form, { signal, onProgress = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.responseType = "text";
    request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(body);
      } else {
        const seconds = Number(request.getResponseHeader("Retry-After"));
        reject(new Problem(request.status, body ?? {}, seconds > 0 ? seconds * 1000 : null));
      }
    };
    request.onerror = () => reject(new Problem(0));
    request.onabort = () => reject(new Problem(0));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
