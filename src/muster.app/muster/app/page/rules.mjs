// SPDX-License-Identifier: Apache-2.0
// By which rules there are alerts, and who is told.
import {part} from './api.mjs';
import {h} from './dom.mjs';
import {badge, button, card, quiet, table, unavailable} from './parts.mjs';
import {length, moment, plain} from './words.mjs';

const CHANNELS = [
    {name: 'Channel'},
    {name: 'State'},
    {name: 'Goes to', extra: true},
    {name: 'Last sent'},
    {name: 'Try'},
];

const RULES = [{name: 'Rule'}, {name: 'Level'}, {name: 'When', extra: true}, {name: 'For at least', extra: true}];

/** The ways in which people are told. @param channels undefined when this muster has none of that */
export function channels(page, channels) {
    if (channels === undefined) {
        return card('Who is told', {}, unavailable());
    }
    return card(
        'Who is told',
        {},
        channels.length === 0
            ? quiet('Nobody: no channel is configured.')
            : table(
                  'Channels',
                  CHANNELS,
                  channels.map(channel => ({key: channel.name, cells: told(page, channel)})),
              ),
    );
}

function told(page, channel) {
    const {name, type, target, failing, reason, last_success: last} = channel;
    const test = () =>
        page.act(
            () => page.api.post(`channels/${part(name)}/test`),
            trial => `${name}: ${trial.sent ? 'sent' : 'not sent'}. ${trial.answer ?? ''}`,
        );
    return [
        name,
        failing ? [badge('error', 'failing'), ' ', reason] : badge('running', 'works'),
        `${plain(type)} ${target ?? ''}`,
        moment(last),
        button('Test', test, {label: `Test ${name}`}),
    ];
}

/** The rules. @param rules undefined when this muster has none of that */
export function rules(rules) {
    if (rules === undefined) {
        return card('Rules', {}, unavailable());
    }
    return card(
        'Rules',
        {},
        table(
            'Rules',
            RULES,
            rules.map(rule => ({key: rule.name, cells: cells(rule)})),
        ),
    );
}

function cells({name, level, when, on, for_seconds: seconds}) {
    return [
        [
            h('span', {class: 'name'}, name),
            !on && h('span', {class: 'soft'}, 'off'),
            h('code', {class: 'inline'}, when),
        ],
        badge(level),
        h('code', {}, when),
        seconds > 0 ? length(seconds) : 'at once',
    ];
}
