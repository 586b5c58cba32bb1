import { isIP } from 'node:net';
import { BerthError } from './berth-error';
import { invalidName, ownLabel } from './errors';
import { isKnown } from './tokens';
import { OBJECT_NAME } from '../shared/engine';
import { isOwnLabel } from '../shared/own-labels';

const RESTRICTED_NAME = new RegExp(`^${OBJECT_NAME}$`);
const RESTRICTED_NAME_RULE = 'a name has at least two characters, begins with a letter or digit, '
  + 'and goes on with letters, digits, "_", "." and "-"';

// A DNS name as in RFC 1123. Containers find each other by such names.
const HOSTNAME = /^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const HOSTNAME_RULE = 'use letters, digits and "-", in labels of at most 63 characters that are separated by "."';

/** Checks the name of a container or volume. */
export function checkName(what: string, name: string | undefined): BerthError[] {
  return isKnown(name) && !RESTRICTED_NAME.test(name) ? [invalidName(`name of a ${what}`, name, RESTRICTED_NAME_RULE)] : [];
}

/** Checks the names of labels. */
export function checkLabels(labels: { readonly [name: string]: string } = {}): BerthError[] {
  return Object.keys(labels).filter((name) => isKnown(name) && isOwnLabel(name)).map((name) => ownLabel(name));
}

/** Checks a DNS name: a host name, a domain name or an alias. */
export function checkHostname(what: string, name: string | undefined): BerthError[] {
  return isKnown(name) && !HOSTNAME.test(name) ? [invalidName(what, name, HOSTNAME_RULE)] : [];
}

/** Checks the host name or IP address of a machine. */
export function checkAddress(what: string, address: string | undefined): BerthError[] {
  return isKnown(address) && isIP(address) ? [] : checkHostname(what, address);
}
