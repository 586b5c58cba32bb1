import { invalidImageReference } from '../image/errors';
import { isKnown } from '../private/tokens';

// The grammar of github.com/distribution/reference: a registry has a dot, a port or the name localhost; the rest is in lower case.
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REGISTRY = '(?:localhost|[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9-]+(?=:[0-9]+/)|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const REFERENCE = new RegExp(`^(?:${REGISTRY}/)?${COMPONENT}(?:/${COMPONENT})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`);

/** Throws if a name can't be an image's. */
export function checkImageReference(reference: string): void {
  if (isKnown(reference) && !REFERENCE.test(reference)) throw invalidImageReference(reference);
}
