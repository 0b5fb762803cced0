// React, thinly: props become properties, `on…` callbacks listen, and the ref is the element.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { register } from "@dolfin/payment-onboarding";
import { EVENTS, HTML_PROPS } from "./names.js";

/** What React puts on the element itself. */
const isHtml = (name) => HTML_PROPS.includes(name) || /^(?:aria|data)-/.test(name);
const LISTENERS = Object.entries(EVENTS).map(([event, prop]) => [prop, `dolfin-${event}`]);
const LISTENER_PROPS = Object.values(EVENTS);

// On a server there is no layout to take part in.
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

function wrap(tag, name) {
  const Component = forwardRef(function PaymentAccount(props, ref) {
    const element = useRef(null);
    const newest = useRef(props);
    const set = useRef(new Set());
    useImperativeHandle(ref, () => element.current, []);

    useBeforePaint(() => {
      newest.current = props;
      const names = Object.keys(props).filter((name) => !isHtml(name) && !LISTENER_PROPS.includes(name));
      for (const name of names) element.current[name] = props[name];
      for (const name of set.current) if (!names.includes(name)) element.current[name] = name === "paused" ? false : undefined;
      set.current = new Set(names);
    });

    useBeforePaint(() => {
      const node = element.current;
      const ends = LISTENERS.map(([prop, event]) => {
        const listener = (happened) => {
          // An event of another component further in is not ours.
          if (happened.target !== node) return;
          const callback = newest.current[prop];
          if (typeof callback !== "function") return;
          // Who takes requests sees to them, unless it says otherwise.
          if (callback(happened.detail, happened) !== false && prop === "onRequest") happened.preventDefault();
        };
        node.addEventListener(event, listener);
        return () => node.removeEventListener(event, listener);
      });
      return () => ends.forEach((end) => end());
    }, []);

    // Last, so that the element finds its properties and its listeners when it begins.
    useBeforePaint(() => register(), []);

    const plain = Object.entries(props).filter(([name]) => isHtml(name));
    const { className, ...rest } = Object.fromEntries(plain);
    return createElement(tag, { ...rest, class: className, ref: element });
  });
  Component.displayName = name;
  return Component;
}

export const PaymentAccountOnboarding = wrap("dolfin-payment-onboarding", "PaymentAccountOnboarding");
export const PaymentAccountStatus = wrap("dolfin-payment-status", "PaymentAccountStatus");
