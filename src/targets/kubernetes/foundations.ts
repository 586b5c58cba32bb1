import { TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { foundationOverridden } from './errors';
import { definedIn } from '../l1/defined';
import { GeneratedResource } from '../l1/generated-resource';

/** What isolation rests on beside pods, which are judged: what no override may change, by the type of the resource. */
const FOUNDATIONS: { readonly [type: string]: readonly string[] } = {
  kubernetes_namespace_v1: ['metadata.name', 'metadata.labels'],
  kubernetes_network_policy_v1: ['metadata.name', 'metadata.namespace', 'spec'],
  kubernetes_service_account_v1: ['metadata.name', 'metadata.namespace', 'automount_service_account_token', 'secret'],
  kubernetes_service_v1: [
    'metadata.namespace', ...['external_ips', 'external_name', 'port', 'selector', 'type'].map((each) => `spec.${each}`),
  ],
  kubernetes_persistent_volume_claim_v1: [
    'metadata.namespace', ...['selector', 'storage_class_name', 'volume_mode', 'volume_name'].map((each) => `spec.${each}`),
  ],
  kubernetes_stateful_set_v1: ['spec.volume_claim_template'],
  kubernetes_resource_quota_v1: ['metadata.namespace', 'spec'],
  kubernetes_limit_range_v1: ['metadata.namespace', 'spec'],
  kubernetes_priority_class_v1: ['value', 'preemption_policy', 'global_default'],
};

/** What decides whether, and where, there is such a resource. Only pods may be fewer. */
const WHETHER = ['count', 'for_each', 'provider', 'dynamic'];

const held = new WeakSet<TerraformStack>();

/** Has the synthesis of a stack refuse overrides of what the isolation of its pods rests on. */
export function holdFoundations(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (held.has(stack)) return;
  held.add(stack);
  stack.node.addValidation({
    validate: () => stack.node.findAll().filter((each): each is TerraformResource => each instanceof GeneratedResource).flatMap(problemsOf),
  });
}

function problemsOf(resource: TerraformResource): string[] {
  const { terraformResourceType: type, node: { path } } = resource;
  const fields = FOUNDATIONS[type];
  if (fields === undefined) return [];
  const { rawOverrides: overrides } = resource as TerraformElement as unknown as { readonly rawOverrides: object };
  const all = { ...overrides, ...definedIn({ count: resource.count, for_each: resource.forEach }) };
  const changed = [...fields, ...WHETHER].filter((field) => changes(all, field.split('.')));
  return changed.length === 0 ? [] : [foundationOverridden(path, changed).detail];
}

/** Whether overrides change what is at a path, or in it. A block may be in a list, or have a number. */
function changes(overrides: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || typeof overrides !== 'object' || overrides === null) return overrides !== undefined;
  return Object.entries(overrides).some(([key, value]) => (
    /^\d+$/.test(key) ? changes(value, [name, ...rest]) : key === name && changes(value, rest)));
}
