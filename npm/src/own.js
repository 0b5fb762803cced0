// How what a host hands over is read: by name, and only what the object has itself. A page whose `Object.prototype`
// somebody has written to must not set anything of ours.

/** The members of `given` by these `names`, without those it inherits, in an object that inherits nothing. */
export function ownMembers(given, names) {
  const found = Object.create(null);
  if (given == null) return found;
  for (const name of names) if (Object.hasOwn(given, name)) found[name] = given[name];
  return found;
}

/** A copy of `members` that inherits nothing, for a function of the browser that looks for more members than these. */
export function bare(members) {
  return Object.assign(Object.create(null), members);
}
