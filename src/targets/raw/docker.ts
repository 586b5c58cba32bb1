import { TerraformResource, TerraformStack } from 'cdktf';
import { setEnforcedPolicy } from './enforced-policy';
import { withNamespacesOfOwners } from './joined-namespaces';
import { RawWorkload } from './raw-workload';
import { policyAttributes } from '../../model/policy';
import { Constant } from '../../private/constant';
import { blocksOf, isUnknown } from '../../private/expressions';
import { resolveTokens } from '../../private/tokens';
import { HOST_CONTROLS } from '../../shared/controls/host';
import { DescribedContainer } from '../../shared/controls/reader';
import { ControlName } from '../../shared/controls/table';
import { describeTask } from '../../shared/controls/task';

const CONTAINER = 'docker_container';
const SERVICE = 'docker_service';
const VOLUME = 'docker_volume';
const CLONE_SET = 'docker_clone_set';

/** A reference to a volume by its name, as it is synthesized. */
const VOLUME_NAME = /^\$\{docker_volume\.[\w-]+(\[("[^"]*"|\d+)\])?\.(name|id)\}$/;

/** Stands for a value that only Terraform knows, such as blocks that it generates with a `dynamic` block. */
const NOT_KNOWN = '${unknown}';

/** Returns the workload of a `docker_container`, a `docker_clone_set`, a `docker_service` or a `docker_volume`. */
export function rawDockerWorkload(resource: TerraformResource): RawWorkload | undefined {
  if (isContainer(resource)) {
    const describe = () => describeContainer(resource);
    return { resource, describe, show: showIn(resource), isOnSharedNetwork: () => isOnDefaultBridge(describe()) };
  }
  if (isCloneSet(resource)) return cloneSet(resource);
  if (resource.terraformResourceType === VOLUME) return volume(resource);
  if (!isService(resource)) return undefined;
  return { resource, schema: SERVICE, describe: () => describeTask(attributesOf(resource), isUnknown), show: showIn(resource) };
}

function isOnDefaultBridge({ network_mode: mode = 'bridge', networks_advanced: networks }: DescribedContainer): boolean {
  return ['bridge', 'default'].includes(mode as string) && networks === undefined;
}

/** Describes a volume as a container that mounts it. */
function volume(resource: TerraformResource): RawWorkload {
  const describe = () => {
    const { driver, driver_opts: options, labels } = attributesOf(resource);
    // Whether the engine fills it is up to the container that mounts it.
    return { labels, mounts: [{ type: 'volume', volume_options: { driver_name: driver, driver_options: options, no_copy: true } }] };
  };
  return { resource, only: [...Object.keys(HOST_CONTROLS) as ControlName[], 'kernel_paths'], describe, show: () => undefined };
}

/** Returns whether a value, as it is synthesized, is the name of a volume of the stack, or begins as a path never does. */
export function isNameOfVolume(value: unknown): boolean {
  return typeof value === 'string' && (VOLUME_NAME.test(value) || /^[a-zA-Z0-9]/.test(value));
}

/** Describes a container as it will be synthesized, with the namespaces of the containers that it joins. */
export function describeContainer(resource: TerraformResource): DescribedContainer {
  return withNamespacesOfOwners(attributesOf(resource), TerraformStack.of(resource), attributesOf);
}

function cloneSet(resource: TerraformResource): RawWorkload {
  const describe = () => describeCloneSet(resource);
  const show: RawWorkload['show'] = (labels, policy) => {
    const blocks = Object.entries(labels).map(([label, value]) => ({ label, value }));
    const ofPolicy = policy === undefined ? {} : policyAttributes(policy);
    if (policy !== undefined) setEnforcedPolicy(resource, () => policy);
    const ofLabels = blocks.length > 0 ? { labels: [...blocksOf(templateOf(resource).labels), ...blocks] } : {};
    overrideTemplate(resource, { ...ofPolicy, ...ofLabels });
  };
  return { resource, describe, show, isOnSharedNetwork: () => isOnDefaultBridge(describe()) };
}

/** Describes the containers of a `docker_clone_set` as they will be synthesized. */
export function describeCloneSet(resource: TerraformResource): DescribedContainer {
  return withNamespacesOfOwners(withDynamicBlocks(templateOf(resource)), TerraformStack.of(resource), attributesOf);
}

/** Sets attributes of the template of a `docker_clone_set`. */
export function overrideTemplate(resource: TerraformResource, attributes: { readonly [name: string]: unknown }): void {
  resource.addOverride('template', [{ ...templateOf(resource), ...attributes }]);
}

function templateOf(resource: TerraformResource): { readonly [name: string]: unknown } {
  const [template = {}] = blocksOf(attributesOf(resource).template);
  return template;
}

export function isCloneSet(resource: TerraformResource): boolean {
  return resource.terraformResourceType === CLONE_SET;
}

export function isService(resource: TerraformResource): boolean {
  return resource.terraformResourceType === SERVICE;
}

export function isContainer(resource: TerraformResource): boolean {
  return resource.terraformResourceType === CONTAINER;
}

function showIn(resource: TerraformResource): RawWorkload['show'] {
  return (labels, policy) => {
    const blocks = Object.entries(labels).map(([label, value]) => ({ label, value }));
    if (blocks.length > 0) resource.addOverride('labels', blocks);
    if (policy === undefined) return;
    setEnforcedPolicy(resource, () => policy);
    Object.entries(policyAttributes(policy)).forEach(([name, value]) => resource.addOverride(name, value));
  };
}

/**
 * Returns the attributes of a resource as they will be synthesized, overrides included. Values that are produced late (`Lazy`) are
 * produced. What Terraform computes stays a token.
 */
export function attributesOf(resource: TerraformResource): Record<string, unknown> {
  const named: Record<string, Record<string, unknown>> = resource.toTerraform().resource?.[resource.terraformResourceType] ?? {};
  const { dynamic = {}, ...attributes } = named[resource.friendlyUniqueId] ?? {};
  const produced = Object.entries(attributes).map(([name, value]) => (
    // Resolving would copy what all containers with one policy share.
    [name, value instanceof Constant ? value : withOneReading(resolveTokens(resource, value))]));
  return withDynamicBlocks({ ...Object.fromEntries(produced), dynamic });
}

/**
 * Replaces what Terraform reads in another way than it is written by something that is not known: lists in lists, which become one block,
 * and keys that are expressions.
 */
function withOneReading(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some((each) => Array.isArray(each)) ? NOT_KNOWN : value.map(withOneReading);
  const entries = Object.entries(value);
  if (entries.some(([key]) => isUnknown(key))) return NOT_KNOWN;
  return Object.fromEntries(entries.map(([key, each]) => [key, withOneReading(each)]));
}

/** Replaces the blocks that Terraform generates by something that is not known. */
function withDynamicBlocks({ dynamic = {}, ...body }: { readonly [name: string]: unknown }): Record<string, unknown> {
  const generated = [dynamic].flat().flatMap((each) => Object.keys(each as object));
  return { ...body, ...Object.fromEntries(generated.map((name) => [name, NOT_KNOWN])) };
}
