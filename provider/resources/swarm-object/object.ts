import { randomInt } from 'node:crypto';
import { LONGEST_NAME_WITH_SUFFIX, SUFFIX_LENGTH } from './schema';
import { isOwnLabel } from '../../../src/shared/own-labels';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { EngineError, isConflict } from '../../engine/errors';
import {
  changeObject, createObject, inspectObject, isInNoSwarm, isNoManager, ObjectKind, removeObject, SwarmObject,
} from '../../engine/swarm/objects';
import { PlanContext } from '../../framework/resource';
import { Body } from '../../framework/schema/schema';
import { Value } from '../../framework/value/value';
import { judgeChange, requireFloorForSwarmObject } from '../../isolation/swarm-floor';
import { requireImportable } from '../../virtual-host/importable';
import { nameTaken } from '../shared/errors';
import { refuseOwnLabels } from '../shared/labels';

/** The attributes that a config and a secret have in common. */
export interface Common {
  readonly id: string | null;
  readonly name: string | null;
  readonly random_suffix: boolean | null;
  readonly engine_name: string | null;
  readonly template_driver: string | null;
  readonly labels: ReadonlyArray<{ readonly label: string | null; readonly value: string | null }>;
}

interface Spec {
  readonly Name?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  /** As base64. Missing in the answer for a secret. */
  readonly Data?: string;
  readonly Templating?: { readonly Name?: string } | null;
}

export type DataObject = SwarmObject<Spec>;

/** The characters of suffixes. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** How the engine says who uses what is to be removed (swarmkit, controlapi). */
const IN_USE = /is in use by the following services?: (.+)$/s;

/** Configs or secrets: what a swarm gives to the tasks of its services as files. */
export class DataObjects {
  private readonly noun: 'config' | 'secret';

  constructor(private readonly kind: ObjectKind & ('configs' | 'secrets')) {
    this.noun = kind === 'configs' ? 'config' : 'secret';
  }

  /** Validates what only both attributes together show. */
  public validate({ name, random_suffix: suffix }: { readonly [name: string]: Value }): void {
    if (suffix !== true || typeof name !== 'string' || name.length <= LONGEST_NAME_WITH_SUFFIX) return;
    throw new DiagnosticError({
      summary: `The name "${name}" is too long for a random suffix`,
      detail: `It has ${name.length} characters. With \`random_suffix\`, it has at most ${LONGEST_NAME_WITH_SUFFIX}. Shorten the name, or `
        + 'remove `random_suffix`.',
      path: ['name'],
    });
  }

  /** Refuses what the isolation floor does not allow, unless nothing changes. */
  public plan(schema: Body, context: PlanContext<Engine>): void {
    judgeChange(schema, context, () => requireFloorForSwarmObject(this.noun, context.config.name));
  }

  /** Creates an object with a content in base64, and returns its id and its name. */
  public async create(engine: Engine, desired: Common, data: string): Promise<{ id: string; engine_name: string }> {
    requireFloorForSwarmObject(this.noun, desired.name);
    refuseOwnLabels(desired.labels);
    const name = desired.random_suffix === true ? `${desired.name}-${randomSuffix()}` : desired.name!;
    const templating = desired.template_driver ? { Templating: { Name: desired.template_driver } } : {};
    try {
      const { id } = await createObject(engine, this.kind, name, { Name: name, Labels: labelsOf(desired), Data: data, ...templating });
      return { id, engine_name: name };
    } catch (error) {
      throw isConflict(error) ? nameTaken(this.noun, name, error) : error;
    }
  }

  /**
   * Finds an object by its id, or what has its name by now. Returns nothing if there is neither, and if the engine is in no swarm, as after
   * the swarm was removed.
   */
  public async find(engine: Engine, { id, engine_name: name }: Pick<Common, 'id' | 'engine_name'>): Promise<DataObject | undefined> {
    try {
      const found = id === null ? undefined : await inspectObject<DataObject>(engine, this.kind, id);
      if (found !== undefined || name === null) return found;
      const other = await inspectObject<DataObject>(engine, this.kind, name);
      // The engine also takes the beginning of an id.
      return other?.Spec.Name === name ? other : undefined;
    } catch (error) {
      if (isNoManager(error) && await isInNoSwarm(engine)) return undefined;
      throw error;
    }
  }

  /** Finds by its id or its name what a stack may import. */
  public async findImportable(engine: Engine, id: string): Promise<DataObject | undefined> {
    requireFloorForSwarmObject(this.noun, id);
    const found = await this.find(engine, { id, engine_name: id });
    if (found !== undefined) requireImportable(this.noun, id, found.Spec.Labels);
    return found;
  }

  /** Sets the labels, which are all that can change. */
  public async update(engine: Engine, desired: Common): Promise<void> {
    requireFloorForSwarmObject(this.noun, desired.name);
    refuseOwnLabels(desired.labels);
    const isThere = await changeObject<DataObject>(engine, this.kind, desired.id!, (spec) => ({ ...spec, Labels: labelsOf(desired) }));
    if (!isThere) {
      throw new DiagnosticError({
        summary: `The ${this.noun} "${desired.engine_name}" is gone`,
        detail: 'Something else removed it after the plan was made. Plan and apply again, which creates it.',
      });
    }
  }

  public async remove(engine: Engine, { id, engine_name: name }: Common): Promise<void> {
    try {
      await removeObject(engine, this.kind, id!);
    } catch (error) {
      if (isNoManager(error) && await isInNoSwarm(engine)) return;
      const [, services] = error instanceof EngineError ? IN_USE.exec(error.engineMessage) ?? [] : [];
      throw services === undefined ? error : this.inUse(name!, services, error as EngineError);
    }
  }

  private inUse(name: string, services: string, { engineMessage }: EngineError): DiagnosticError {
    return new DiagnosticError({
      summary: `The ${this.noun} "${name}" is still in use, and was not removed`,
      detail: `Used by the services: ${services}.\n\nThe engine reports: ${engineMessage}\n\nA service keeps its ${this.noun}s until it `
        + `is updated or removed. To replace a ${this.noun} that services use, set \`random_suffix = true\` and \`lifecycle { `
        + 'create_before_destroy = true }\`: then the services get the new one before the old one is removed. To destroy it, destroy the '
        + 'services first, or take it out of them.',
    });
  }
}

/** Converts what the engine has to the attributes that a config and a secret have in common. */
export function commonOf({ ID: id, Spec: spec }: DataObject, known?: Common): Common {
  const name = spec.Name ?? '';
  const isSuffixed = known?.random_suffix === true;
  return {
    id,
    name: isSuffixed ? known.name : name,
    random_suffix: isSuffixed,
    engine_name: name,
    template_driver: spec.Templating?.Name ?? '',
    labels: Object.entries(spec.Labels ?? {}).filter(([label]) => !isOwnLabel(label)).map(([label, value]) => ({ label, value })),
  };
}

function labelsOf({ labels }: Common): Record<string, string> {
  return Object.fromEntries(labels.map(({ label, value }) => [label!, value!]));
}

function randomSuffix(): string {
  return Array.from({ length: SUFFIX_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
