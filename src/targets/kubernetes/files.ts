import { createHash } from 'node:crypto';
import { Fn, Op } from 'cdktf';
import { Construct } from 'constructs';
import { ConfigMapV1 } from './generated/config-map-v1';
import { SecretV1 } from './generated/secret-v1';
import { PodArguments } from './kubernetes-row';
import { Namespace } from './namespace';
import { Attributes } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { literal } from '../../private/literal';
import { isKnown } from '../../private/tokens';

/** A file in a ConfigMap or a Secret. */
interface Item {
  readonly key: string;
  readonly path: string;
  readonly mode: string;
}

/** The files of a workload: a ConfigMap and a Secret, which are added when the stack is complete. A change of either replaces the pods. */
export class PodFiles {
  private config?: ConfigMapV1;
  private secret?: SecretV1;

  constructor(
    private readonly scope: Construct, private readonly model: ContainerModel, private readonly name: string,
    private readonly namespace: Namespace,
  ) {}

  /** Returns the arguments by which pods get the files. Adds the resources that are missing. */
  public arguments(): PodArguments {
    const { files, secrets } = this.model;
    const parts = [
      ...files.length === 0 ? [] : [filesArguments('files', itemsOf(files), this.ofFiles(), { 'berth/files': hashOf(this.data) })],
      ...secrets.length === 0 ? [] : [
        filesArguments('secrets', itemsOf(secrets), this.ofSecrets(), { 'berth/secrets': hashOf(secrets.map(({ version }) => version)) }),
      ],
    ];
    const lists = (read: (part: typeof parts[number]) => Attributes[]) => (parts.length === 0 ? undefined : parts.flatMap(read));
    return {
      pod: { volume: lists(({ volumes }) => volumes) },
      container: { volume_mount: lists(({ mounts }) => mounts) },
      annotations: Object.assign({}, ...parts.map(({ annotations }) => annotations)) as Attributes,
    };
  }

  private ofFiles(): Attributes {
    this.config ??= new ConfigMapV1(new Construct(this.scope, 'Files'), 'Resource', {
      provider: this.namespace.props.provider,
      attributes: () => ({ metadata: this.namespace.metadata(`${this.name}-files`), ...this.data }),
    });
    const name = this.config.interpolationForAttribute('metadata[0].name');
    return { config_map: { name, items: itemBlocks(itemsOf(this.model.files)) } };
  }

  private ofSecrets(): Attributes {
    const { secrets } = this.model;
    this.secret ??= new SecretV1(new Construct(this.scope, 'Secrets'), 'Resource', {
      provider: this.namespace.props.provider,
      attributes: () => ({
        metadata: this.namespace.metadata(`${this.name}-secrets`),
        data_wo: Object.fromEntries(itemsOf(secrets).map(({ key }, index) => [key, secrets[index]!.content])),
        data_wo_revision: revisionOf(itemsOf(secrets).map(({ key }, index) => [key, secrets[index]!.version])),
      }),
    });
    return {
      secret: { secret_name: this.secret.interpolationForAttribute('metadata[0].name'), items: itemBlocks(itemsOf(this.model.secrets)) },
    };
  }

  private get data() {
    const keyed = itemsOf(this.model.files).map(({ key }, index) => [key, this.model.files[index]!] as const);
    const texts = keyed.filter(([, { contentBase64 }]) => contentBase64 === undefined);
    const binaries = keyed.filter(([, { contentBase64 }]) => contentBase64 !== undefined);
    return {
      data: texts.length === 0 ? undefined : Object.fromEntries(texts.map(([key, { content = '' }]) => [key, literal(content)])),
      binary_data: binaries.length === 0 ? undefined
        : Object.fromEntries(binaries.map(([key, { contentBase64 }]) => [key, contentBase64!])),
    };
  }
}

function filesArguments(volume: string, items: readonly Item[], source: Attributes, annotations: Attributes) {
  return {
    volumes: [{ name: volume, ...source }],
    mounts: items.map(({ key, path }) => ({ name: volume, mount_path: path, sub_path: key, read_only: true })),
    annotations,
  };
}

/** Returns a key for each file: its path, as far as a key can have it, which is unique and does not begin with "..". */
function itemsOf(files: ReadonlyArray<{ readonly path: string; readonly mode: string }>): Item[] {
  const keys = files.map(({ path }) => path.replace(/^\//, '').replace(/[^\w.-]/g, '_').slice(-200).replace(/^\.(?=\.|$)/, '_'));
  const taken = new Set(keys);
  return files.map(({ path, mode }, index) => {
    let key = keys[index]!;
    if (keys.indexOf(key) < index) {
      for (let number = index; taken.has(key); number += 1) key = `${keys[index]}.${number}`;
      taken.add(key);
    }
    return { key, path, mode };
  });
}

function itemBlocks(items: readonly Item[]) {
  return items.map(({ key, mode }) => ({ key, path: key, mode }));
}

/** Returns a hash of values. Terraform calculates it if it alone knows them. */
function hashOf(values: unknown): string {
  const text = JSON.stringify(values);
  return isKnown(text) ? createHash('sha256').update(text).digest('hex') : Fn.sha256(Fn.jsonencode(values));
}

/**
 * Returns the revision of an attribute that Terraform does not store, a number from 1. Another key is another revision, too: the provider
 * writes the Secret again only then. The version of a secret is any text.
 */
function revisionOf(versions: ReadonlyArray<readonly [key: string, version: string]>): number {
  const text = JSON.stringify(versions);
  if (isKnown(text)) return 1 + parseInt(createHash('sha256').update(text).digest('hex').slice(0, 7), 16);
  return Op.add(1, Fn.parseint(Fn.substr(Fn.sha256(Fn.jsonencode(versions)), 0, 7), 16));
}
