import { Field, FieldOf } from './field';
import { IDENTITY_FIELDS } from './identity';
import { LIFECYCLE_FIELDS } from './lifecycle';
import { NETWORK_FIELDS } from './networking';
import { PLACEMENT_FIELDS } from './placement';
import { PROCESS_FIELDS } from './process';
import { RESOURCE_FIELDS } from './resources';
import { SECURITY_FIELDS } from './security';
import { STORAGE_FIELDS } from './storage';
import { notOnThisBackend } from '../../../backend/errors';
import { IContainerHost } from '../../../engine/i-container-host';
import { Attributes, merged } from '../../../model/attributes';
import { ContainerModel } from '../../../model/container';
import { BerthError } from '../../../private/berth-error';
import { OBSERVED_ATTRIBUTES } from '../../../shared/controls/observe';
import { DescribedContainer } from '../../../shared/controls/reader';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from '../../../shared/controls/table';
import { Dialect } from '../../../targets/dialect';
import { Size } from '../../../units/size';
import { ContainerProps } from '../container-options';
import { onlyInClusters } from '../errors';
import { Mount } from '../storage/mount';

/** All fields of a container except what it may reach, which networks or rules follow from, and the number of its clones. */
export const FIELDS: { readonly [K in Exclude<keyof ContainerModel, 'connections' | 'reachesInternet' | 'clones'>]-?: FieldOf<K> } = {
  ...IDENTITY_FIELDS,
  ...PROCESS_FIELDS,
  ...LIFECYCLE_FIELDS,
  ...PLACEMENT_FIELDS,
  ...NETWORK_FIELDS,
  ...STORAGE_FIELDS,
  ...RESOURCE_FIELDS,
  ...SECURITY_FIELDS,
};

export type FieldName = keyof typeof FIELDS;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const ROWS = Object.entries(FIELDS) as Array<[FieldName, Field<any, any>]>;

/** The size of a folder for what may be lost. */
const SCRATCH = Size.mebibytes(64);

/** The rows on which an isolation control depends. */
const OBSERVED_ROWS = ROWS.filter(([, { attributes, orElse = [] }]) =>
  [...attributes, ...orElse].some((name) => OBSERVED_ATTRIBUTES.includes(name)));

/** Returns the isolation controls that a field decides, alone or with others. */
export function controlsDecidedBy({ attributes, orElse = [] }: Pick<FieldOf<FieldName>, 'attributes' | 'orElse'>): ControlName[] {
  return CONTROL_NAMES.filter((name) => controlRow(name).observation.attributes.some((each) => [...attributes, ...orElse].includes(each)));
}

/** Returns whether a field can be rendered for a back end. */
export function isKept({ attributes, orElse }: Pick<FieldOf<FieldName>, 'attributes' | 'orElse'>, dialect: Dialect): boolean {
  return [attributes, ...(orElse ? [orElse] : [])].some((way) => way.every((attribute) => dialect.has(attribute)));
}

/**
 * Returns the model of a container, with defaults for the props that are not given. In the controls that its policies ask for, the
 * defaults are what ordinary images need, as far as the policies allow it. In all other controls, Docker's own defaults apply.
 *
 * @param requested the controls that the policies ask for
 */
export function toModel(props: ContainerProps & { readonly name: string }, requested: Controls): ContainerModel {
  const { host } = props;
  const { dialect } = host._placement.target;
  const given = withImageDefaults(props) as unknown as Record<string, unknown>;
  const model: Record<string, unknown> = { connections: [] };
  for (const [name, field] of ROWS) {
    if (given[name] !== undefined) model[name] = field.toModel(given[name], host);
  }
  for (const [name, field] of ROWS) {
    if (!field.byDefault || (model[name] !== undefined && !field.merge)) continue;
    const value = field.byDefault(requested, model as unknown as ContainerModel, dialect);
    model[name] = model[name] === undefined ? value : field.merge!(model[name], value);
  }
  return model as unknown as ContainerModel;
}

/** Returns props with what the image says of its containers: their user, and that they write nowhere but in some folders. */
function withImageDefaults<T extends ContainerProps>(props: T): T {
  const defaults = props.image._containerDefaults;
  if (defaults === undefined) return props;
  const { user, scratchFolders } = defaults;
  const mounts = props.mounts ?? [];
  const isMounted = (folder: string) => mounts.some(({ _model: { target } }) => folder === target || folder.startsWith(`${target}/`));
  const scratch = scratchFolders.filter((folder) => !isMounted(folder))
    .map((folder) => Mount.tmpfs(folder, { owner: user, size: SCRATCH }));
  const { user: ownUser = user, readOnlyRootFilesystem = true } = props;
  return { ...props, user: ownUser, readOnlyRootFilesystem, mounts: [...mounts, ...scratch] };
}

/** Returns the props for a model. */
export function toProps(model: ContainerModel): Omit<ContainerProps, 'host'> {
  return Object.fromEntries(ROWS.filter(([name]) => name !== 'policy' && model[name] !== undefined)
    .map(([name, field]) => [name, field.toProp(model[name])])) as unknown as Omit<ContainerProps, 'host'>;
}

/** Returns what is wrong with some fields of a model, by default with all of them. */
export function checkFields(model: ContainerModel, host: IContainerHost, names?: readonly FieldName[]): BerthError[] {
  const { dialect } = host._placement.target;
  const kept = dialect.problems?.(model, names) ?? [];
  return [...kept, ...ROWS.filter(([name]) => !names || names.includes(name)).flatMap(([name, field]) => {
    const value: unknown = model[name];
    if (value === undefined) return [];
    const isGiven = !Array.isArray(value) || value.length > 0;
    const next = field.onOtherBackends ?? `leave \`${name}\` out`;
    return [
      ...(field.check?.(value, model, host) ?? []),
      ...(field.onlyInClusters !== undefined && dialect.nodes === undefined ? [onlyInClusters(name, field.onlyInClusters)] : []),
      ...(isGiven && !isKept(field, dialect)
        ? [notOnThisBackend(field.title ?? `The prop \`${name}\``, `${host.backend}`, `${next}, or use Backend.BERTH`)]
        : []),
    ];
  })];
}

/** Returns the attributes for a model. */
export function writeAttributes(model: ContainerModel, dialect: Dialect): Attributes {
  return write(ROWS, model, dialect);
}

/** Describes what a model becomes, as far as isolation controls depend on it. */
export function describeModel(model: ContainerModel, dialect: Dialect): DescribedContainer {
  return dialect.describe?.(model) ?? write(OBSERVED_ROWS, model, dialect);
}

/** Returns the model for attributes. Those that are null count as missing. */
export function readAttributes(attributes: Attributes): ContainerModel {
  const given = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
  const values = Object.fromEntries(ROWS.map(([name, field]) => [name, field.read(given)]));
  return { connections: [], ...values } as unknown as ContainerModel;
}

function write(rows: typeof ROWS, model: ContainerModel, dialect: Dialect): Attributes {
  return merged(rows.map(([name, field]) => field.write(model[name], model, dialect)));
}
