// React, thinly: props become properties, `on…` callbacks listen, and the ref is the element.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { register } from "@dolfin/payment-onboarding";

const EVENTS = {
  onReady: "dolfin-ready",
  onStatusChange: "dolfin-statuschange",
  onStep: "dolfin-step",
  onExit: "dolfin-exit",
  onError: "dolfin-error",
  onRequest: "dolfin-request",
};
/** What React puts on the element itself. */
const PLAIN = /^(?:id|className|style|slot|hidden|lang|dir|title|role|children|nonce|aria-.*|data-.*)$/;

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
      const names = Object.keys(props).filter((name) => !PLAIN.test(name) && !(name in EVENTS));
      for (const name of names) element.current[name] = props[name];
      for (const name of set.current) if (!names.includes(name)) element.current[name] = name === "paused" ? false : undefined;
      set.current = new Set(names);
    });

    useBeforePaint(() => {
      const node = element.current;
      const ends = Object.entries(EVENTS).map(([prop, event]) => {
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

    const plain = Object.entries(props).filter(([name]) => PLAIN.test(name));
    const { className, ...rest } = Object.fromEntries(plain);
    return createElement(tag, { ...rest, class: className, ref: element });
  });
  Component.displayName = name;
  return Component;
}

export const PaymentAccountOnboarding = wrap("dolfin-payment-onboarding", "PaymentAccountOnboarding");
export const PaymentAccountStatus = wrap("dolfin-payment-status", "PaymentAccountStatus");
