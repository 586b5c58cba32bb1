import { Construct } from 'constructs';
import { CloneSetProps } from './clone-set-props';
import { setClones } from './clones';
import { invalidReplicas } from './errors';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { defaultName } from '../private/default-name';
import { isKnown } from '../private/tokens';
import { Container } from '../workload/container/container';

const MOST_REPLICAS = 1_000_000;

/**
 * Many containers from one description, kept as one thing and spread over the hosts of a pool.
 *
 * In the texts of the description, such as arguments, environment variables, labels and files, `CloneSet.INDEX`, `CloneSet.NUMBER` and
 * `CloneSet.NAME` stand for the values of each clone. A clone publishes `hostPort` plus its index.
 *
 * A change that the engine can make while containers run is made so. Otherwise, the clones are replaced one after the other, each only
 * after the one before runs, and is healthy if Terraform waits for that.
 *
 * @example
 * const web = new CloneSet(stack, 'web', {
 *   pool,
 *   replicas: 6,
 *   image,
 *   environment: { WORKER: CloneSet.INDEX },
 *   ports: [{ containerPort: 80, hostPort: 20_000, hostIp: '0.0.0.0' }],
 * });
 */
export class CloneSet extends Construct {
  /**
   * Stands for the position of a clone in its set, from 0.
   */
  public static readonly INDEX = '{{clone.index}}';

  /**
   * Stands for the position of a clone in its set, from 1.
   */
  public static readonly NUMBER = '{{clone.number}}';

  /**
   * Stands for the name of a clone on its engine, such as "shop-web-0".
   */
  public static readonly NAME = '{{clone.name}}';

  /**
   * The description of each clone. What is added to it, such as a mount or a label, all clones have.
   */
  public readonly template: Container;

  /**
   * The number of clones.
   */
  public readonly replicas: number;

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the pool, the number of clones, and the image and options of each
   */
  constructor(scope: Construct, id: string, props: CloneSetProps) {
    super(scope, id);
    requireProps('CloneSetProps', props, this);
    const { pool, replicas, overlap, ...options } = props;
    throwIfAny(checkReplicas(replicas), this);
    this.replicas = replicas;
    setClones(this, { replicas, overlap });
    this.template = new Container(this, 'Clone', { ...options, name: options.name ?? defaultName(this), host: pool });
  }
}

function checkReplicas(replicas: number): BerthError[] {
  const isValid = !isKnown(replicas) || Number.isInteger(replicas) && replicas >= 0 && replicas <= MOST_REPLICAS;
  return isValid ? [] : [invalidReplicas(replicas)];
}
