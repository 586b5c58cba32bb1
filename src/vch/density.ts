import { IConstruct } from 'constructs';
import { Bounds } from './bounds';
import { densityWithoutFigures, doesNotFit } from './errors';
import { BerthError, throwIfAny } from '../private/berth-error';
import { numberOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';
import { Size } from '../units/size';

/**
 * What one application may use, and what it does use.
 */
export interface DensityFigures {
  /**
   * The limit of its memory.
   *
   * @default - not reckoned with
   */
  readonly memory?: Size;

  /**
   * The memory that it does use at its peak, as measured: `memory_peak` of the data source `docker_resource_pool`, say.
   *
   * @default - its limit
   */
  readonly memoryUse?: Size;

  /**
   * The limit of its CPU time, in CPUs.
   *
   * @default - not reckoned with
   */
  readonly cpus?: number;

  /**
   * The CPU time that it does use, in CPUs, as measured.
   *
   * @default - its limit
   */
  readonly cpuUse?: number;

  /**
   * The limit of its processes.
   *
   * @default - not reckoned with
   */
  readonly processes?: number;

  /**
   * The processes that it does have, as measured.
   *
   * @default - its limit
   */
  readonly processUse?: number;

  /**
   * What stays free for the hours in which several use more than usual, as a part of the bounds, from 0 to below 1.
   *
   * @default 0.2
   */
  readonly headroom?: number;

  /**
   * The number of applications that there are.
   *
   * @default - not known; nothing is refused
   */
  readonly count?: number;
}

/** Something that is bounded, and what one application has of it. */
interface Resource {
  readonly name: string;
  readonly bound: number;
  readonly limit: number;
  readonly use: number;
  readonly show: (amount: number) => string;
}

const HEADROOM = 0.2;

/**
 * How many applications fit into a virtual container host: as many as their use allows, and as many as their limits would allow if each had
 * a machine for itself. With `maxContainers`, no more than that, since each has at least one container.
 */
export class Density {
  /** @internal */
  public static _of(bounds: Bounds, maxContainers: number | undefined, figures: DensityFigures, scope: IConstruct): Density {
    const { count, headroom = HEADROOM } = figures;
    const resources = resourcesOf(bounds, figures);
    throwIfAny([
      ...headroom >= 0 && headroom < 1 ? [] : [numberOutOfRange('headroom', headroom, 'a number from 0 to below 1')],
      ...!isKnown(count) || Number.isInteger(count) && count >= 0
        ? [] : [numberOutOfRange('count', count, 'a whole number of at least 0')],
      ...resources.length === 0 ? [densityWithoutFigures()] : [],
      ...resources.flatMap(checkResource),
    ], scope);
    const density = new Density(resources, headroom, isKnown(maxContainers) ? maxContainers : undefined);
    if (count !== undefined && count > density.fits) throwIfAny([doesNotFit(`${count} are declared.\n${density.explain()}`)], scope);
    return density;
  }

  /**
   * The number of applications that fit by what they use.
   */
  public readonly fits: number;

  /**
   * The number of applications that would fit if each needed its limits all the time.
   */
  public readonly fitsByLimits: number;

  private constructor(
    private readonly resources: readonly Resource[], private readonly headroom: number, private readonly maxContainers: number | undefined,
  ) {
    this.fits = Math.min(...resources.map((resource) => this.fitting(resource)), maxContainers ?? Infinity);
    this.fitsByLimits = Math.min(...resources.map(({ bound, limit }) => whole(bound / limit)), maxContainers ?? Infinity);
  }

  /**
   * Returns the arithmetic, a line for each resource.
   */
  public explain(): string {
    const percent = `${Math.round((1 - this.headroom) * 100)} %`;
    return [
      ...this.resources.map((resource) => {
        const { name, bound, limit, use, show } = resource;
        return `${name}: ${percent} of ${show(bound)} / ${show(use)} used by each = ${this.fitting(resource)} `
          + `(by limits: ${show(bound)} / ${show(limit)} = ${whole(bound / limit)})`;
      }),
      ...this.maxContainers === undefined ? [] : [`containers: at most ${this.maxContainers}, and at least one of each`],
      `${this.fits} fit, and ${this.fitsByLimits} by their limits.`,
    ].join('\n');
  }

  private fitting({ bound, use }: Resource): number {
    return whole(bound * (1 - this.headroom) / use);
  }
}

/** Rounds down, but not for what is only an error of floating-point numbers. */
function whole(quotient: number): number {
  return Math.floor(quotient + 1e-9);
}

function resourcesOf({ memory, cpus, processes }: Bounds, figures: DensityFigures): Resource[] {
  const { memoryUse = figures.memory, cpuUse = figures.cpus, processUse = figures.processes } = figures;
  const resource = (
    name: string, bound: number | undefined, limit: number | undefined, use: number | undefined, show: (amount: number) => string,
  ) => (isKnown(bound) && isKnown(use) ? [{ name, bound, limit: isKnown(limit) ? limit : use, use, show }] : []);
  return [
    ...resource('memory', memory?.toBytes(), figures.memory?.toBytes(), memoryUse?.toBytes(), (bytes) => `${bytes / 1_024 ** 2} MiB`),
    ...resource('CPUs', cpus, figures.cpus, cpuUse, String),
    ...resource('processes', processes, figures.processes, processUse, String),
  ];
}

function checkResource({ name, limit, use, show }: Resource): BerthError[] {
  const what = `What an application uses of ${name}`;
  const tooFew = [limit, use].filter((each) => !(each > 0));
  if (tooFew.length > 0) return tooFew.map((each) => numberOutOfRange(what, each, `above ${show(0)}`));
  return use > limit ? [numberOutOfRange(what, use, `at most its limit, which is ${show(limit)}`)] : [];
}
