import { Policy } from './document';
import { formatPolicy, parsePolicy } from './policy-text';
import { DescribedContainer } from './reader';
import { CONTROL_NAMES } from './table';

/** A policy as the attributes of a `docker_container`. */
export interface PolicyAttributes {
  readonly isolation_policy: string;
  /** The reason for each control that the container is exempt from. */
  readonly isolation_exemptions?: { readonly [control: string]: string };
}

/** Writes a policy, the exemptions of one container, and the folders that its host shares, as attributes. */
export function toAttributes({ controls, exemptions = [], sharedFolders = [] }: Partial<Policy>): PolicyAttributes {
  const reasons = Object.fromEntries(exemptions.map(({ control, reason }) => [control, reason]));
  return {
    isolation_policy: formatPolicy({ controls: controls ?? {}, sharedFolders }),
    ...(exemptions.length > 0 && { isolation_exemptions: reasons }),
  };
}

/**
 * Reads what `toAttributes` wrote. Returns undefined if there is no policy, or if it is not known yet.
 *
 * @param isUnknown returns whether a value is known only after apply. @default - none is
 */
export function fromAttributes(
  { isolation_policy: text, isolation_exemptions: reasons }: DescribedContainer,
  isUnknown: (value: unknown) => boolean = () => false,
): Policy | undefined {
  if (typeof text !== 'string' || isUnknown(text) || isUnknown(reasons)) return undefined;
  const exempt = CONTROL_NAMES.filter((name) => (reasonsOf(reasons)[name] ?? null) !== null);
  return { ...parsePolicy(text), exemptions: exempt.map((control) => ({ control, reason: textOf(reasonsOf(reasons)[control]) })) };
}

/** Returns the attributes that are the policy of a container. */
export function policyAttributesOf(
  { isolation_policy: policy, isolation_exemptions: exemptions }: DescribedContainer,
): Pick<DescribedContainer, keyof PolicyAttributes> {
  return { isolation_policy: policy, isolation_exemptions: exemptions };
}

function reasonsOf(reasons: unknown): { readonly [control: string]: unknown } {
  return { ...reasons as object | null };
}

/** A reason may not be known yet. */
function textOf(reason: unknown): string {
  return typeof reason === 'string' ? reason : '';
}
