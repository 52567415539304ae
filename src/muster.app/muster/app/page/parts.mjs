// SPDX-License-Identifier: Apache-2.0
// What the views are put together from.
import {h} from './dom.mjs';
import {look, plain} from './words.mjs';

/** A card with a heading. @param more a class, or a node beside the heading */
export function card(title, {name = '', beside = null} = {}, ...content) {
    const id = `card-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    return h(
        'section',
        {class: `card ${name}`, key: id, 'aria-labelledby': id},
        h('div', {class: 'head'}, h('h2', {id}, title), beside),
        content,
    );
}

/** A state: a shape and a colour for those who see them, and always the word. */
export function badge(state, word = plain(state)) {
    return h('span', {class: `badge ${look(state)}`}, word);
}

/** What stands where there is nothing. */
export const quiet = text => h('p', {class: 'quiet'}, text);

/** Something a running muster of an older version has not. */
export const unavailable = () => quiet('Not available from this muster.');

/** A button. */
export function button(text, onclick, {name = 'plain', label = null, disabled = false} = {}) {
    return h('button', {type: 'button', class: name, 'aria-label': label, disabled, onclick}, text);
}

/**
 * A table that can be scrolled sideways, with the keyboard too.
 *
 * @param columns `{name, extra}`; extra ones are left out on a phone
 * @param rows `{key, look, cells}`; the first cell names its row
 */
export function table(caption, columns, rows) {
    const shape = i => (columns[i].extra ? 'extra' : null);
    return h(
        'div',
        {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption},
        h(
            'table',
            {},
            h('caption', {class: 'unseen'}, caption),
            h(
                'thead',
                {},
                h(
                    'tr',
                    {},
                    columns.map((column, i) => h('th', {scope: 'col', class: shape(i)}, column.name)),
                ),
            ),
            h(
                'tbody',
                {},
                rows.map(row =>
                    h(
                        'tr',
                        {key: row.key, class: row.look},
                        row.cells.map((cell, i) =>
                            i === 0 ? h('th', {scope: 'row'}, cell) : h('td', {class: shape(i)}, cell),
                        ),
                    ),
                ),
            ),
        ),
    );
}

/** Names and values. @param pairs `[name, value]`, null left out */
export function facts(...pairs) {
    return h(
        'dl',
        {class: 'facts'},
        pairs.filter(Boolean).map(([name, value]) => h('div', {key: name}, h('dt', {}, name), h('dd', {}, value))),
    );
}

/** Who a punch is of: the name with the PIN, or the PIN alone. */
export function person(punch) {
    return punch.person_name
        ? [h('b', {}, punch.person_name), ' ', h('span', {class: 'soft'}, punch.pin)]
        : h('b', {}, punch.pin);
}
