import { Policy } from '../shared/controls/document';
import { fromAttributes, PolicyAttributes, toAttributes } from '../shared/controls/policy-attributes';

/** The isolation policy of a container: what it asks for, the controls that the container is exempt from, and the host's shared folders. */
export type PolicyModel = Policy;

const written = new WeakMap<PolicyModel, PolicyAttributes>();

/** Returns a policy as attributes. Many containers have one policy, which is written once. */
export function policyAttributes(policy: PolicyModel): PolicyAttributes {
  const attributes = written.get(policy) ?? toAttributes(policy);
  written.set(policy, attributes);
  return attributes;
}

/** Returns the policy of attributes, or undefined if there is none, or if Terraform computes it. */
export function readPolicyAttributes(attributes: { readonly [name: string]: unknown }): PolicyModel | undefined {
  return fromAttributes(attributes, (value) => typeof value === 'string' && value.includes('${'));
}
