import { badRequest, conflict, notFound } from '../api-error';
import { randomId } from './ids';
import { Json, objectOf, textOf } from '../settings/json';
import { VolumeMaker } from '../settings/mounts';

export interface Volume {
  readonly name: string;
  readonly created: number;
  readonly driver: string;
  readonly labels: Json | null;
  readonly options: Json | null;
}

/** Where engines keep their files. */
export const ROOT = '/var/lib/docker';

export function pathOf({ name }: Pick<Volume, 'name'>): string {
  return `${ROOT}/volumes/${name}/_data`;
}

export class Volumes implements VolumeMaker {
  private readonly byName = new Map<string, Volume>();

  /** @param onCreated is called for each new volume */
  constructor(private readonly onCreated: (volume: Volume) => void) {}

  public all(): IterableIterator<Volume> {
    return this.byName.values();
  }

  public get(name: string): Volume {
    const found = this.byName.get(name);
    if (found === undefined) throw notFound(`get ${name}: no such volume`);
    return found;
  }

  /** Creates a volume, or returns the one that has the name. */
  public create(body: Json): Volume {
    const name = textOf(body.Name) || randomId();
    const driver = textOf(body.Driver) || 'local';
    if (driver !== 'local') throw notFound(`create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
      throw badRequest(`create ${name}: "${name}" includes invalid characters for a local volume name, only `
        + '"[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path');
    }
    const existing = this.byName.get(name);
    if (existing !== undefined) return existing;
    const given = (value: unknown) => (value === undefined || value === null ? null : objectOf(value));
    const volume = { name, driver, created: Date.now(), labels: given(body.Labels), options: given(body.DriverOpts) };
    this.byName.set(name, volume);
    this.onCreated(volume);
    return volume;
  }

  public provide(name: string | undefined, { Labels: labels, DriverConfig: config }: Json) {
    const { Name: driver, Options: options } = objectOf(config);
    const volume = this.create({ Name: name, Driver: driver, DriverOpts: options, Labels: labels });
    return { name: volume.name, driver: volume.driver, path: pathOf(volume) };
  }

  /** @param users the ids of the containers that mount it */
  public remove({ name }: Pick<Volume, 'name'>, users: readonly string[]): void {
    if (users.length > 0) throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
    this.byName.delete(name);
  }
}
