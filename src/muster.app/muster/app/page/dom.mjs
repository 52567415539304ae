// SPDX-License-Identifier: Apache-2.0
// The document. Texts from outside become text nodes and attribute values, never markup.

const SVG = 'http://www.w3.org/2000/svg';
const HEARD = ['onclick', 'onsubmit', 'oninput', 'onchange', 'onkeydown'];

function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (HEARD.includes(name)) {
            node[name] = value;
        } else if (name === 'key') {
            node.setAttribute('data-key', value);
        } else if (name.startsWith('on') || name === 'style') {
            throw new Error(`${name} cannot be set from here`);
        } else {
            node.setAttribute(name, value === true ? '' : value);
        }
    }
    node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
    return node;
}

/** An element; children are nodes or texts, and what is null or false is left out. */
export function h(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** An element of a picture. */
export function s(tag, attributes, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Makes what is in `old` like `fresh`, keeping every node that is still wanted: focus, what was typed and where a list
 * was scrolled to stay. Among siblings those with a `key` are known by it, the others by their place.
 */
export function patch(old, fresh) {
    const focused = document.activeElement;
    children(old, fresh);
    if (focused && focused !== document.activeElement && focused.isConnected && old.contains(focused)) {
        focused.focus({preventScroll: true});
    }
}

const keyOf = node => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null);

function children(old, fresh) {
    const wanted = new Set();
    for (const node of fresh.childNodes) {
        wanted.add(keyOf(node));
    }
    const known = new Map();
    for (const node of old.childNodes) {
        if (keyOf(node) !== null) {
            known.set(keyOf(node), node);
        }
    }
    let at = old.firstChild;
    for (const next of [...fresh.childNodes]) {
        // what goes is taken out first, so that what stays need not be moved and keeps its focus
        while (at && keyOf(at) !== null && !wanted.has(keyOf(at))) {
            at = dropped(at);
        }
        const key = keyOf(next);
        const match = key === null ? (at && keyOf(at) === null ? at : null) : known.get(key);
        if (!match || match.nodeName !== next.nodeName) {
            old.insertBefore(next, at);
            continue;
        }
        if (match === at) {
            at = at.nextSibling;
        } else {
            old.insertBefore(match, at);
        }
        same(match, next);
    }
    while (at) {
        at = dropped(at);
    }
}

function dropped(node) {
    const next = node.nextSibling;
    node.remove();
    return next;
}

function same(old, next) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
        if (old.data !== next.data) {
            old.data = next.data;
        }
        return;
    }
    for (const {name} of [...old.attributes]) {
        // whether a reader opened something is the reader's
        if (!next.hasAttribute(name) && name !== 'open') {
            old.removeAttribute(name);
        }
    }
    for (const {name, value} of next.attributes) {
        if (old.getAttribute(name) !== value) {
            old.setAttribute(name, value);
        }
    }
    HEARD.forEach(name => (old[name] = next[name]));
    children(old, next);
}
