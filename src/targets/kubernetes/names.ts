import { createHash } from 'node:crypto';
import { isKnown } from '../../private/tokens';

/** The most characters of a name: Kubernetes appends to those of workloads, and the result is a DNS label. */
export const LONGEST_NAME = 52;

/**
 * Returns the name of an object in Kubernetes, a DNS label that begins with a letter, as Services need it. Names on a Docker Engine may
 * begin with a digit, and may have upper-case letters, "." and "_", too.
 */
export function objectNameOf(name: string): string {
  if (!isKnown(name)) return name;
  const label = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').replace(/^(?=[0-9])/, 'x');
  if (label.length > 0 && label.length <= LONGEST_NAME) return label;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${label.slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`.replace(/^-/, 'x');
}

/** The label by which the pods of a workload are found. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** The label that Kubernetes gives to each namespace, with its name. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** The labels of everything that a stack makes. */
export const OWN_LABELS = { 'app.kubernetes.io/managed-by': 'berth' } as const;

/** Returns the label of the pods on a network. */
export function networkLabel(network: string): string {
  return `network.berth/${network}`;
}
