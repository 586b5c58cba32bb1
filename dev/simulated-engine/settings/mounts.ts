import { arrayOf, Json, objectOf, textOf } from './json';

/** A mount of a container, as the engine reports it. */
export interface Mount {
  readonly Type: string;
  readonly Name?: string;
  readonly Source: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
}

/** What a mount needs of the engine. */
export interface VolumeMaker {
  /** Returns a volume with this name, which it creates if there is none. Without a name, it creates one. */
  provide(name: string | undefined, spec: Json): { readonly name: string; readonly driver: string; readonly path: string };
}

/** Returns the mounts of a new container and its volumes without a name, and creates the volumes that are missing. */
export function mountsOf(config: Json, host: Json, volumes: VolumeMaker): { mounts: readonly Mount[]; anonymous: readonly string[] } {
  const mounts = new Map<string, Mount>();
  const anonymous: string[] = [];
  const volume = (name: string | undefined, destination: string, mode: string, isWritable: boolean, spec: Json = {}) => {
    const made = volumes.provide(name, spec);
    if (name === undefined) anonymous.push(made.name);
    mounts.set(destination, {
      Type: 'volume',
      Name: made.name,
      Source: made.path,
      Destination: destination,
      Driver: made.driver,
      Mode: mode,
      RW: isWritable,
      Propagation: '',
    });
  };
  for (const bind of arrayOf<string>(host.Binds)) {
    const [source = '', destination = '', mode = ''] = bind.split(':');
    const isWritable = !mode.split(',').includes('ro');
    if (source.startsWith('/')) mounts.set(destination, bound(source, destination, mode, isWritable));
    else volume(source, destination, mode, isWritable);
  }
  for (const mount of arrayOf<Json>(host.Mounts)) {
    const [type, source, target] = [textOf(mount.Type), textOf(mount.Source), textOf(mount.Target)];
    if (type === 'volume') volume(source || undefined, target, 'z', !mount.ReadOnly, objectOf(mount.VolumeOptions));
    else if (type === 'bind') mounts.set(target, bound(source, target, '', !mount.ReadOnly, objectOf(mount.BindOptions)));
    else mounts.set(target, { Type: type, Source: '', Destination: target, Mode: '', RW: !mount.ReadOnly, Propagation: '' });
  }
  for (const destination of Object.keys(objectOf(config.Volumes))) {
    if (!mounts.has(destination)) volume(undefined, destination, '', true);
  }
  return { mounts: [...mounts.values()], anonymous };
}

function bound(source: string, destination: string, mode: string, isWritable: boolean, options: Json = {}): Mount {
  const propagation = textOf(options.Propagation) || mode.split(',').find((each) => /^r?(private|shared|slave)$/.test(each)) || 'rprivate';
  return { Type: 'bind', Source: source, Destination: destination, Mode: mode, RW: isWritable, Propagation: propagation };
}
