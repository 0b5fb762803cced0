"use client";
// The React components: props become properties, `on…` callbacks listen, and the ref is the element. Decides which props
// go where: each by its name, and no other onto the element.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { register } from "@dolfin/payment-onboarding";
import { EVENTS, HTML_PROPS, PROPERTIES } from "./names.js";

const LISTENERS = Object.entries(EVENTS);
const PROPS = [...HTML_PROPS, ...PROPERTIES, ...Object.values(EVENTS)];
/** React puts these on the element itself. */
const isHtml = (name) => HTML_PROPS.includes(name) || /^(?:aria|data)-/.test(name);
const has = Object.hasOwn;

// On a server there is no layout to take part in.
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;
const warned = new Set();

function wrap(tag, displayName) {
  const Component = forwardRef(function PaymentAccount(props, ref) {
    const element = useRef(null);
    const newest = useRef(props);
    const set = useRef([]);
    useImperativeHandle(ref, () => element.current, []);

    useBeforePaint(() => {
      newest.current = props;
      const names = PROPERTIES.filter((name) => has(props, name) && name !== "paused");
      for (const name of names) element.current[name] = props[name];
      for (const name of set.current) if (!names.includes(name)) element.current[name] = undefined;
      set.current = names;
      // Last: it stands paused until here.
      element.current.paused = has(props, "paused") && Boolean(props.paused);
      for (const name of Object.keys(props)) {
        if (PROPS.includes(name) || isHtml(name) || warned.has(name)) continue;
        warned.add(name);
        console.warn(`${displayName} has no prop "${name}"; it is ignored.`);
      }
    });

    useBeforePaint(() => {
      const node = element.current;
      const ends = LISTENERS.map(([name, prop]) => {
        const listener = (event) => {
          // An event of another component further in is not ours.
          if (event.target !== node) return;
          const callback = has(newest.current, prop) && newest.current[prop];
          if (typeof callback !== "function") return;
          // Who takes requests sees to them, unless it says otherwise.
          if (callback(event.detail, event) !== false && name === "request") event.preventDefault();
        };
        node.addEventListener(`dolfin-${name}`, listener);
        return () => node.removeEventListener(`dolfin-${name}`, listener);
      });
      return () => ends.forEach((end) => end());
    }, []);

    // After the others, so that the element finds its properties and its listeners when it begins.
    useBeforePaint(() => register(), []);

    const { className, ...html } = Object.fromEntries(Object.entries(props).filter(([name]) => isHtml(name)));
    // What a server has printed may be known to the page long before React takes it over: until then it stands still.
    return createElement(tag, { ...html, class: className, paused: "", ref: element });
  });
  Component.displayName = displayName;
  return Component;
}

export const PaymentAccountOnboarding = wrap("dolfin-payment-onboarding", "PaymentAccountOnboarding");
export const PaymentAccountStatus = wrap("dolfin-payment-status", "PaymentAccountStatus");
