import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Token, TerraformResource } from 'cdktf';
import { OBSERVED_ATTRIBUTES } from '../shared/controls/observe';
import { DescribedContainer } from '../shared/controls/reader';

const CONTAINER = 'docker_container';
const SERVICE = 'docker_service';

/** Stands for blocks that Terraform generates with a `dynamic` block. */
const DYNAMIC_BLOCKS = '${dynamic}';

// Matches tokens of cdktf, too. A doubled sign is an escaped one.
const EXPRESSION = /(^|[^$])(\$\$)*[$%&#]\{/;

// The attributes that controls depend on, with their names in the bindings.
const PROPS = OBSERVED_ATTRIBUTES.map((name) => [name, camelCase(name)] as const);

const MEBIBYTE = 1_024 * 1_024;

export function isContainer(resource: TerraformResource): boolean {
  return resource.terraformResourceType === CONTAINER;
}

export function isService(resource: TerraformResource): boolean {
  return resource.terraformResourceType === SERVICE;
}

/** Describes a container by its configuration, and by the attributes that the bindings lack. */
export function describeConfig(config: Partial<ContainerConfig>, ownAttributes: Record<string, unknown>): DescribedContainer {
  const props = config as Record<string, unknown>;
  const described = Object.fromEntries(PROPS.map(([attribute, prop]) => [attribute, ownAttributes[attribute] ?? props[prop]]));
  return { ...described, mounts: blocksOf(config.mounts).map(snakeCased), devices: blocksOf(config.devices).map(snakeCased) };
}

/** Describes a resource as it will be synthesized, overrides included, with the attributes of `docker_container`. */
export function describeResource(resource: TerraformResource): DescribedContainer {
  const attributes = attributesOf(resource);
  return isService(resource) ? asContainer(attributes) : attributes;
}

/** Returns whether a value is known only after apply: a token of cdktf, or an expression that was written by hand. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{') && EXPRESSION.test(value);
  return Token.isUnresolved(value);
}

/** Returns the elements of repeated blocks, or the only block, except those that are known only after apply. */
export function blocksOf(value: unknown): Array<Record<string, unknown>> {
  if (value === undefined || value === null || isUnknown(value)) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => !isUnknown(each));
}

function attributesOf(resource: TerraformResource): Record<string, unknown> {
  const named: Record<string, Record<string, unknown>> = resource.toTerraform().resource?.[resource.terraformResourceType] ?? {};
  const { dynamic = {}, ...attributes } = named[resource.friendlyUniqueId] ?? {};
  return { ...attributes, ...Object.fromEntries(Object.keys(dynamic as object).map((name) => [name, DYNAMIC_BLOCKS])) };
}

/** Describes a service's tasks as a container. Swarm gives each task its own namespaces and no devices, and has no privileged tasks. */
function asContainer({ task_spec: spec, labels }: Record<string, unknown>): DescribedContainer {
  const [task = {}] = blocksOf(spec);
  const [container = {}] = blocksOf(task.container_spec);
  const [resources = {}] = blocksOf(task.resources);
  const [limits = {}] = blocksOf(resources.limits);
  const networks = blocksOf(task.networks_advanced).map(({ name }) => name);
  return {
    labels,
    capabilities: { add: container.cap_add, drop: container.cap_drop },
    user: container.user,
    read_only: container.read_only,
    mounts: container.mounts,
    sysctls: container.sysctl,
    network_mode: networks.find((name) => name === 'host'),
    ipc_mode: 'private',
    memory: scaled(limits.memory_bytes, MEBIBYTE),
    cpus: scaled(limits.nano_cpus, 1e9),
  };
}

function scaled(amount: unknown, unit: number): unknown {
  return typeof amount === 'number' && !isUnknown(amount) ? amount / unit : amount;
}

function snakeCased(block: Record<string, unknown>): Record<string, unknown> {
  const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(block).map(([name, value]) => [snakeCase(name), value]));
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
