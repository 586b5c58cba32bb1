import { TerraformResource } from 'cdktf';
import { PolicyModel } from '../../model/policy';

const policies = new WeakMap<TerraformResource, () => PolicyModel | undefined>();

/** Records the policy that the scopes around a container enforce, whatever an override makes of its attributes. */
export function setEnforcedPolicy(resource: TerraformResource, policy: () => PolicyModel | undefined): void {
  policies.set(resource, policy);
}

/** Returns the policy that is enforced for a container, or undefined if its attributes can't hold one. */
export function enforcedPolicy(resource: TerraformResource): PolicyModel | undefined {
  return policies.get(resource)?.();
}
