// SPDX-License-Identifier: Apache-2.0
// The API of the muster that served this page.

const KEY = 'muster.key';

/** An answer that is not what was hoped for; its message is for people. */
export class ApiError extends Error {
    /** @param status the HTTP status, 0 when there was no answer */
    constructor(status, message) {
        super(message);
        this.status = status;
    }

    /** Whether the same request may well succeed later. */
    get passing() {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }
}

export class Api {
    /** @param unauthorized called when the API wants a key, or another one */
    constructor(unauthorized) {
        this.unauthorized = unauthorized;
    }

    /** Whether this reader gave a key; it is kept for this tab alone. */
    get keyed() {
        return sessionStorage.getItem(KEY) !== null;
    }

    /** Takes a key, or forgets it. */
    useKey(key) {
        if (key) {
            sessionStorage.setItem(KEY, key);
        } else {
            sessionStorage.removeItem(KEY);
        }
    }

    /** Asks, and gives the response whatever it is: the stream reads it by itself. A key is never in an address. */
    async fetch(path, {headers = {}, ...more} = {}) {
        const key = sessionStorage.getItem(KEY);
        const all = key ? {...headers, Authorization: `Bearer ${key}`} : headers;
        const response = await fetch(new URL(`api/${path}`, document.baseURI), {
            ...more,
            headers: all,
            cache: 'no-store',
        });
        // a late answer to the key before is no answer to this one
        if (response.status === 401 && key === sessionStorage.getItem(KEY)) {
            this.unauthorized(Boolean(key));
        }
        return response;
    }

    async #ask(method, path, body, headers) {
        const request = {method, headers: {...headers}, signal: AbortSignal.timeout(30000)};
        if (body !== undefined) {
            request.body = JSON.stringify(body);
            request.headers['Content-Type'] = 'application/json';
        }
        let response;
        try {
            response = await this.fetch(path, request);
        } catch {
            throw new ApiError(0, 'Muster does not answer. It is asked again by itself.');
        }
        const text = await response.text();
        if (!response.ok) {
            throw new ApiError(response.status, detail(text) ?? `Muster answered ${response.status}.`);
        }
        return text ? JSON.parse(text) : null;
    }

    get(path) {
        return this.#ask('GET', path);
    }

    /** The same, or null where this muster has no such thing. */
    async maybe(path) {
        try {
            return await this.get(path);
        } catch (error) {
            if (error.status === 404 || error.status === 405) {
                return null;
            }
            throw error;
        }
    }

    post(path, body = {}, headers = {}) {
        return this.#ask('POST', path, body, headers);
    }

    remove(path) {
        return this.#ask('DELETE', path);
    }
}

function detail(text) {
    try {
        const problem = JSON.parse(text);
        const sentence = problem.detail ?? problem.title;
        return sentence ? sentence[0].toUpperCase() + sentence.slice(1) : null;
    } catch {
        return null;
    }
}

/** A part of a path or a query. */
export const part = encodeURIComponent;

/** The parameters that are given, with the question mark. */
export function query(parameters) {
    const given = Object.entries(parameters).filter(
        ([, value]) => value !== null && value !== undefined && value !== '',
    );
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
