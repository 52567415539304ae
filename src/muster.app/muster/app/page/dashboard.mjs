// SPDX-License-Identifier: Apache-2.0
// Whether all is well, at one look.
import {bars, steps} from './charts.mjs';
import {h} from './dom.mjs';
import {badge, card, person, quiet, unavailable} from './parts.mjs';
import {bytes, count, local, look, minute, moment, number, plain, precise, sentence} from './words.mjs';

const HOURS = 12;
const SHOWN = 20;

/** How often the past is asked for again, in milliseconds. */
const EVERY = 14000;

const WHOLE = {
    healthy: 'All is well',
    partial: 'Muster works; something it watches does not',
    degraded: 'Punches are kept, but something fails',
    error: 'Punches cannot be kept',
};

const COLOURS = {sync: 'sync', error: 'error', warning: 'warning', alert: 'warning'};

export default class Dashboard {
    pace = 1000;
    #asked = 0;
    #heard = new Map();

    constructor(page) {
        this.page = page;
    }

    get ready() {
        return this.page.status !== null;
    }

    async load() {
        if (!this.alerts) {
            this.#hear(await this.page.api.get('events'));
        }
        this.#hear(this.page.status.recent_events);
        const old = Date.now() - this.#asked > EVERY;
        [this.alerts, this.history] = await Promise.all([
            this.page.api.maybe('alerts/active'),
            old ? this.#past() : this.history,
        ]);
    }

    async #past() {
        this.#asked = Date.now();
        const since = new Date(Date.now() - HOURS * 3600000).toISOString();
        return await this.page.api.maybe(`history?measure=queue_size&since=${since}`);
    }

    render() {
        return h(
            'div',
            {class: 'board'},
            h('div', {class: 'stack'}, this.#system(), this.#alerts(), this.#queue(), this.#happened()),
            h('div', {class: 'stack'}, this.#metrics(), this.#activity(), this.#punches()),
        );
    }

    #system() {
        const {system_state: state, uptime, version, free_bytes: free} = this.page.status;
        const components =
            state.components ??
            ['journal', 'cloud', 'camera', 'sms'].map(name => ({
                name,
                state: state[`${name}_status`],
                details: null,
            }));
        return card(
            'System',
            {name: 'system'},
            h('p', {class: `whole ${look(state.status)}`}, h('b', {}, WHOLE[state.status] ?? plain(state.status))),
            h(
                'ul',
                {class: 'components'},
                components.map(component =>
                    h(
                        'li',
                        {key: component.name},
                        h('span', {}, component.name),
                        badge(component.state),
                        component.details && h('small', {}, component.details),
                    ),
                ),
            ),
            h('p', {class: 'soft'}, `Up for ${uptime} · version ${version} · ${bytes(free)} free`),
        );
    }

    #metrics() {
        const {metrics, terminals, terminals_online: online} = this.page.status;
        const tile = (name, value, title, look = '') =>
            h('div', {class: look, key: name}, h('dt', {}, title), h('dd', {'data-measure': name}, value));
        return card(
            'Metrics',
            {name: 'metrics'},
            h(
                'dl',
                {class: 'tiles'},
                tile('scans_today', number(metrics.scans_today), 'Punches today'),
                tile('scans_last_hour', number(metrics.scans_last_hour), 'Last hour'),
                tile(
                    'success_rate',
                    `${precise(metrics.success_rate)} %`,
                    'Delivered well',
                    metrics.success_rate < 80 ? 'warn' : '',
                ),
                tile('queue_size', number(metrics.queue_size), 'In the queue', metrics.queue_size > 50 ? 'warn' : ''),
                tile(
                    'failed_syncs',
                    number(metrics.failed_syncs),
                    'Failed syncs',
                    metrics.failed_syncs > 10 ? 'bad' : '',
                ),
                tile(
                    'terminals_online',
                    `${number(online)} of ${number(terminals)}`,
                    'Terminals online',
                    online < terminals ? 'warn' : '',
                ),
            ),
        );
    }

    #alerts() {
        const alerts = this.alerts?.alerts;
        return card(
            'Alerts',
            {name: 'alerting', beside: h('a', {href: '#alerts'}, 'All alerts')},
            alerts === undefined
                ? unavailable()
                : alerts.length === 0
                  ? quiet('Nothing to worry about.')
                  : h(
                        'ul',
                        {class: 'lines'},
                        alerts
                            .slice(0, 8)
                            .map(alert =>
                                h(
                                    'li',
                                    {key: alert.id, class: alert.level},
                                    h(
                                        'span',
                                        {},
                                        badge(alert.level),
                                        alert.state === 'pending' && badge('pending'),
                                        h('time', {}, moment(alert.since)),
                                    ),
                                    h('span', {class: 'text'}, sentence(alert.message)),
                                ),
                            ),
                    ),
        );
    }

    #activity() {
        const values = this.page.status.activity;
        if (!values?.length) {
            return card('Activity', {name: 'activity'}, unavailable());
        }
        const sum = values.reduce((all, value) => all + value, 0);
        const label = `Punches in each of the last ${values.length} minutes: ${values.join(', ')}`;
        return card(
            'Activity',
            {
                name: 'activity',
                beside: h('span', {class: 'soft'}, `${count(sum, 'punch', 'punches')} in ten minutes`),
            },
            bars(label, values, `${values.length} min ago`, 'now'),
        );
    }

    #queue() {
        const points = this.history?.points;
        if (!points) {
            return card('Queue over time', {name: 'queue'}, unavailable());
        }
        if (points.length === 0) {
            return card('Queue over time', {name: 'queue'}, quiet('Nothing was measured yet.'));
        }
        const end = Date.now();
        const start = Math.max(end - HOURS * 3600000, new Date(points[0].at).getTime());
        const values = points.map(point => ({at: new Date(point.at).getTime(), value: point.value}));
        const most = Math.max(...values.map(point => point.value));
        return card(
            'Queue over time',
            {name: 'queue'},
            steps(
                `Records waiting for a sink since ${minute(start)}: at most ${most}, now ${values.at(-1).value}`,
                values,
                minute(start),
                'now',
                start,
                end,
            ),
        );
    }

    #punches() {
        const punches = this.page.punches.slice(0, SHOWN);
        return card(
            'Live punches',
            {name: 'live', beside: h('a', {href: '#punches'}, 'All punches')},
            punches.length === 0
                ? quiet('No punch yet. They appear here by themselves.')
                : h(
                      'ol',
                      {class: 'lines', id: 'live'},
                      punches.map(punch =>
                          h(
                              'li',
                              {
                                  key: punch.seq,
                                  'data-seq': punch.seq,
                                  class: 'scan',
                              },
                              h('span', {class: 'text'}, person(punch)),
                              h(
                                  'span',
                                  {class: 'soft'},
                                  punch.terminal_name,
                                  punch.state_name ? ` · ${punch.state_name}` : '',
                              ),
                              h('time', {}, local(punch.local_time)),
                          ),
                      ),
                  ),
        );
    }

    /** The punches have a list of their own, so here is what they would push out. */
    #hear(entries) {
        for (const entry of entries) {
            if (entry.type !== 'scan') {
                this.#heard.set(`${entry.timestamp} ${entry.message}`, entry);
            }
        }
        while (this.#heard.size > SHOWN) {
            this.#heard.delete(this.#heard.keys().next().value);
        }
    }

    #happened() {
        const entries = [...this.#heard].toReversed();
        return card(
            'What happened',
            {name: 'happened'},
            entries.length === 0
                ? quiet('Nothing but punches.')
                : h(
                      'ol',
                      {class: 'lines'},
                      entries.map(([key, entry]) =>
                          h(
                              'li',
                              {
                                  key,
                                  class: COLOURS[entry.type] ?? 'plain',
                              },
                              h(
                                  'span',
                                  {},
                                  h('span', {class: 'kind'}, plain(entry.type)),
                                  h('time', {}, local(entry.timestamp.replace('T', ' ').slice(0, 19))),
                              ),
                              h('span', {class: 'text'}, sentence(entry.message)),
                          ),
                      ),
                  ),
        );
    }
}
