import { setTimeout as sleep } from 'node:timers/promises';
import { ForkTemplates, lacksTemplate } from './fork/templates';
import { Found } from './observe';
import { schema, CloneSetModel } from './schema';
import { Host, templateOf, WantedSet } from './set';
import { cloneOf, Template } from './template';
import { inTemplate } from './template-path';
import { provideVolumes } from './volumes';
import { nextName } from '../../../src/shared/clones';
import { Engine } from '../../engine/engine';
import { Engines } from '../../engines/engines';
import { replacements } from '../../framework/plan/replacements';
import { ApplyContext } from '../../framework/resource';
import { fromModel } from '../../framework/schema/body-values';
import { fromEngine } from '../container/fields/model';
import { ContainerModel, schema as containerSchema } from '../container/fields/schema';
import { create, requireCreatable } from '../container/operations/create';
import { withDeadline } from '../container/operations/deadline';
import { inspectAsModeled } from '../container/operations/inspect';
import { refuseOwnLabelsOf } from '../container/operations/own-labels';
import { removeAtOnce, removeContainer } from '../container/operations/stop';
import { update } from '../container/operations/update';

type SetContext = ApplyContext<Engines, typeof schema>;

/** What a set does with one of its containers: the operations of `docker_container`, on the engine of the container's host. */
export class CloneOperations {
  private readonly templates: ForkTemplates;

  constructor(private readonly context: SetContext, private readonly set: WantedSet, private readonly model: CloneSetModel) {
    const make = (index: number, template: ContainerModel, onCreated: (id: string) => void) => (
      this.createContainer(template, index, onCreated));
    this.templates = new ForkTemplates(set, make, context.signal);
  }

  public async create(index: number): Promise<void> {
    await this.createAs(this.set.clone(index).model, index);
  }

  /**
   * Makes a container anew. The new one has to be healthy, if it has a health check. If it would be refused, the old one stays. Where there
   * is no room for the template of a fork beside it, the template is made in its place.
   */
  public async replace(found: Found): Promise<void> {
    const { engine, index } = found;
    const next = { ...this.set.clone(index).model, wait: true };
    await this.provideVolumes(engine, this.filled(index));
    await requireCreatable(engine, next);
    const isThere = await this.templates.ensureIfRoom(engine, index);
    await this.remove(found);
    if (!isThere) await this.templates.ensure(engine, index);
    await this.createAs(next, index);
  }

  /** Makes a container anew, and removes the old one after the new one runs, and is healthy if it has a health check. */
  public async replaceAfter(found: Found): Promise<void> {
    const { index } = found;
    const { model } = this.set.clone(index);
    const next = { ...model, name: nextName(this.set.name, index), wait: true };
    const engine = this.engineOf(this.set.hostOf(index)!);
    let id: string | undefined;
    try {
      await this.createAs(next, index, (created) => { id = created; });
    } catch (error) {
      // By its id: what has the name may be of others, and be why this failed.
      if (id !== undefined) await removeClone(engine, this.model, id, next.name);
      throw error;
    }
    await this.remove(found);
    await this.rename({ engine, id: id!, index, name: next.name });
  }

  /** Gives a container the name of its clone. */
  public async rename({ engine, id, index, name: before }: Pick<Found, 'engine' | 'id' | 'index' | 'name'>): Promise<void> {
    const name = this.set.nameOf(index);
    await engine.call(`rename container "${before}" to "${name}"`, (docker) => docker.getContainer(id).rename({ name }));
  }

  /**
   * Creates a container. The host looks at the template of a fork as it starts, so nobody asks before.
   *
   * @param onCreated  told the id of the container as soon as it exists and is not refused
   */
  private async createAs(model: ContainerModel, index: number, onCreated: (id: string) => void = () => undefined): Promise<void> {
    const engine = this.engineOf(this.set.hostOf(index)!);
    let id: string | undefined;
    try {
      await this.createContainer(model, index, (created) => {
        id = created;
        onCreated(created);
      });
    } catch (error) {
      if (id === undefined || !lacksTemplate(error)) throw error;
      await removeAtOnce(engine, id, model);
      await this.templates.ensure(engine, index);
      await this.createContainer(model, index, onCreated);
    }
  }

  private async createContainer(model: ContainerModel, index: number, onCreated: (id: string) => void): Promise<void> {
    const engine = this.engineOf(this.set.hostOf(index)!);
    const filled = this.filled(index);
    refuseOwnLabelsOf(filled as unknown as ContainerModel);
    await this.provideVolumes(engine, filled);
    const context = this.containerContext(index, engine);
    const record = ({ id }: { readonly id?: string | null }) => { if (id) onCreated(id); };
    await create({ ...context, record, signal: withDeadline(context.signal, model, 'create') }, model);
  }

  private provideVolumes(engine: Engine, filled: Template): Promise<void> {
    return provideVolumes(engine, templateOf(this.model), filled, this.context.signal);
  }

  /** Returns the template of a clone, without the variables of a fork, which are the set's. */
  private filled(index: number): Template {
    return cloneOf(templateOf(this.model), '', { id: this.set.id, name: this.model.name!, fingerprint: '' }, index).filled;
  }

  /** Changes and starts a container in place. Returns false if that takes a new container, and then changes nothing. */
  public async update({ engine, id, index }: Found): Promise<boolean> {
    const desired = { ...this.set.clone(index).asRead, id };
    const inspect = await inspectAsModeled(engine, id, desired);
    if (inspect === undefined) return false;
    const prior = fromEngine(inspect, desired);
    if (replacements(containerSchema, fromModel(containerSchema, prior), fromModel(containerSchema, desired)).length > 0) return false;
    if (!await this.templates.ensureIfRoom(engine, index)) return false;
    const context = this.containerContext(index, engine);
    await update({ ...context, signal: withDeadline(context.signal, desired, 'update') }, desired, prior);
    return true;
  }

  /** Removes a container whose successor on another host runs. */
  public async removeMoved(found: Found): Promise<void> {
    await sleep(this.set.overlap * 1000, undefined, { signal: this.context.signal });
    await this.remove(found);
  }

  public remove({ engine, id, name }: Found): Promise<void> {
    return removeClone(engine, this.model, id, name);
  }

  private engineOf({ engine }: Host): Engine {
    // Listing the containers has found all engines.
    return this.context.client.of(engine)!;
  }

  private containerContext(index: number, client: Engine): ApplyContext<Engine, typeof containerSchema> {
    const { signal, warn } = this.context;
    return {
      client,
      signal,
      warn: (warning) => warn(inTemplate(warning)),
      // A set finds its containers by their labels, so it records none.
      record: () => undefined,
      configuration: () => {
        const configuration = this.context.configuration();
        return cloneOf(templateOf(configuration), '', { id: this.set.id, name: this.model.name!, fingerprint: '' }, index).model;
      },
    };
  }
}

/** Removes a container of a set, after it has had the time to stop that its template gives it. */
export function removeClone(engine: Engine, set: CloneSetModel, id: string, name: string): Promise<void> {
  return removeContainer(engine, { ...templateOf(set), timeouts: null, id, name } as unknown as ContainerModel);
}
