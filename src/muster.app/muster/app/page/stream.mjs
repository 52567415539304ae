// SPDX-License-Identifier: Apache-2.0
// The journal, live. Read with fetch and not with EventSource, which can bear no key but in its address, where logs
// and proxies would see it.

const SLOWEST_RETRY = 30000;

/** Longer than two of the keepalives that muster sends unless its configuration says otherwise. */
const SILENCE = 40000;

/** Takes a stream's text in any pieces and tells each whole message (HTML standard section 9.2.6). */
export class Parser {
    #rest = '';
    #id = null;
    #data = [];

    /**
     * @param message called with the data and the id as it is by then
     * @param retry called with the milliseconds a server wishes
     */
    constructor(message, retry = () => {}) {
        this.message = message;
        this.retry = retry;
    }

    /** The id of the last message, or null; it counts only once its message ended. */
    lastId = null;

    take(text) {
        const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
        this.#rest = lines.pop();
        lines.forEach(line => this.#line(line));
    }

    #line(line) {
        if (line === '') {
            this.#end();
            return;
        }
        const colon = line.indexOf(':');
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'data') {
            this.#data.push(value);
        } else if (field === 'id' && !value.includes('\0')) {
            this.#id = value;
        } else if (field === 'retry' && /^\d+$/.test(value)) {
            this.retry(Number(value));
        }
    }

    #end() {
        const data = this.#data;
        this.#data = [];
        this.lastId = this.#id;
        if (data.length > 0) {
            this.message(data.join('\n'), this.lastId);
        }
    }
}

/** Follows `/api/stream` until it is closed; what was missed while the line was down comes first when it is back. */
export class Stream {
    #last = null;
    #retry = 2000;
    #tries = 0;
    #abort = null;
    #closed = false;
    #resting = false;
    #wake = () => {};

    /**
     * @param api who asks
     * @param entry called with each entry, in order and once
     * @param state called with `connecting`, `live`, `waiting` or `refused`
     */
    constructor(api, entry, state) {
        this.api = api;
        this.entry = entry;
        this.state = state;
    }

    /** The place of the journal up to which everything came, or null before the first answer. */
    get position() {
        return this.#last;
    }

    async run() {
        while (!this.#closed) {
            this.state('connecting');
            const refused = await this.#follow().catch(() => false);
            if (!this.#closed) {
                this.state(refused ? 'refused' : 'waiting');
                await this.#pause(refused);
            }
        }
    }

    /** Tries again at once if it waits: there is a new key, the network is back, or the rest is over. */
    again() {
        this.#resting = false;
        this.#tries = 0;
        this.#wake();
    }

    /** Gives its connection back until it is told to go on. */
    rest() {
        this.#resting = true;
        this.#abort?.abort();
    }

    close() {
        this.#closed = true;
        this.#abort?.abort();
        this.#wake();
    }

    /** @return whether the API wants another key, so that trying again is of no use */
    async #follow() {
        const abort = (this.#abort = new AbortController());
        let watchdog = setTimeout(() => abort.abort(), SILENCE);
        try {
            const headers = {Accept: 'text/event-stream'};
            if (this.#last !== null) {
                headers['Last-Event-ID'] = this.#last;
            }
            const response = await this.api.fetch('stream', {headers, signal: abort.signal});
            if (!response.ok) {
                return response.status === 401 || response.status === 403;
            }
            this.state('live');
            const parser = new Parser(
                data => this.#tell(JSON.parse(data)),
                retry => (this.#retry = retry),
            );
            const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
            for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
                clearTimeout(watchdog);
                watchdog = setTimeout(() => abort.abort(), SILENCE);
                parser.take(piece.value);
                this.#last = parser.lastId ?? this.#last;
                this.#tries = 0;
            }
            return false;
        } finally {
            clearTimeout(watchdog);
        }
    }

    /** A message that comes a second time, because its end was cut off the first time, is not told again. */
    #tell(message) {
        if (this.#last === null || message.seq > Number(this.#last)) {
            this.entry(message);
            this.#last = String(message.seq);
        }
    }

    /** Longer each time, and not the same for every screen, which would all come back at once. */
    #pause(refused) {
        const longest = Math.min(SLOWEST_RETRY, this.#retry * 2 ** this.#tries++);
        const wait = longest * (0.5 + Math.random() / 2);
        return new Promise(resolve => {
            const timer = refused || this.#resting ? null : setTimeout(resolve, wait);
            this.#wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
}
