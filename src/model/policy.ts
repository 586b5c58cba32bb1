import { Constant } from '../private/constant';
import { fromDocument, Policy, PolicyDocument, toDocument } from '../shared/controls/document';

/** The isolation policy of a container: what it asks for, the controls that the container is exempt from, and the host's shared folders. */
export type PolicyModel = Policy;

const blocks = new WeakMap<PolicyModel, Constant>();

/** Returns a policy as the block `isolation_policy`. All containers with one policy share one object. */
export function policyBlock(policy: PolicyModel): Constant {
  let block = blocks.get(policy);
  if (!block) {
    block = new Constant([toDocument(policy.controls, policy.exemptions, policy.sharedFolders)]);
    blocks.set(policy, block);
  }
  return block;
}

/** Returns the policy of a block `isolation_policy`. */
export function readPolicyBlock(block: unknown): PolicyModel {
  const [document = {}] = (block instanceof Constant ? block.value : block) as readonly PolicyDocument[];
  return fromDocument(document);
}
