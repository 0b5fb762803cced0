// Stripe's form stands in the light DOM of its element, where others get at it: a page cache copies it, a morph (htmx,
// Turbo, LiveView, Livewire) takes out what its server has not written.
//
// Decides what is taken away (what is left of a form that nobody hears any more) and what is put back: a form whose slot
// still waits for it. Put back it begins again with the session it has, so what was typed and not saved is lost.

const IN_LIGHT_DOM = ":scope > [slot^=dolfin-form-]";

/** The copy in a page cache or a morph is dead; and where the component has failed, nobody is left to hear the form. */
export function removeForms(element) {
  for (const form of element.querySelectorAll(IN_LIGHT_DOM)) form.remove();
}

/** Puts back what somebody else takes out of `element`, and tells `onTaken`; answers what ends that. */
export function keepForms(element, onTaken) {
  // The component takes the slot out together with the form.
  const isMissed = ({ slot, parentNode }) => /^dolfin-form-\d+$/.test(slot) && !parentNode && element.shadowRoot.querySelector(`slot[name=${slot}]`);
  const observer = new MutationObserver((records) => {
    const taken = records.flatMap(({ removedNodes }) => [...removedNodes]).filter(isMissed);
    if (taken.length === 0 || !element.isConnected) return;
    element.append(...taken);
    onTaken();
  });
  observer.observe(element, { childList: true });
  return () => observer.disconnect();
}
