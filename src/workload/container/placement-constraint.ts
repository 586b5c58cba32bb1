import { invalidPlacement } from './errors';
import { PlacementConstraintModel } from '../../model/placement';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { requireArguments } from '../../private/check-props';
import { isKnown } from '../../private/tokens';
import { isObject } from '../../shared/is-object';

/** What a cluster accepts in the name of a label: in Kubernetes, it may begin with a domain and "/". */
const LABEL = /^[\w./-]+$/;
const LABEL_RULE = 'letters, digits, "_", "-", "." and, in Kubernetes, "/"';

/** What a swarm accepts in the name of a host. */
const HOSTNAME = /^[\w.-]+$/;
const NAME_RULE = 'letters, digits, "_", "-" and "."';

/** What a swarm accepts as a value. */
const VALUE = /^[\w:.*()?+[\]\\^$|/ -]+$/;
const VALUE_RULE = 'letters, digits, spaces, "_", "-", ".", ":", "/" and some others';

/**
 * A condition on the nodes of a cluster on which the tasks of a container may run. Values are compared without case.
 *
 * @example
 * [PlacementConstraint.nodeLabel('disk', 'ssd'), PlacementConstraint.worker()]
 */
export class PlacementConstraint {
  /**
   * Only nodes whose label has this value: `nodeLabels` of a `SwarmCluster`, or a label of the nodes of a Kubernetes cluster.
   *
   * @param label the name of the label
   * @param value the value
   */
  public static nodeLabel(label: string, value: string): PlacementConstraint {
    return PlacementConstraint.ofLabel(label, value, false);
  }

  /**
   * Only nodes whose label has another value, or that lack the label.
   *
   * @param label the name of the label
   * @param value the value
   */
  public static notNodeLabel(label: string, value: string): PlacementConstraint {
    return PlacementConstraint.ofLabel(label, value, true);
  }

  /**
   * Only the node with this host name: that of the machine, and not that of the construct.
   *
   * @param name the host name
   */
  public static hostname(name: string): PlacementConstraint {
    return PlacementConstraint.ofHostname(name, false);
  }

  /**
   * Only nodes with other host names.
   *
   * @param name the host name
   */
  public static notHostname(name: string): PlacementConstraint {
    return PlacementConstraint.ofHostname(name, true);
  }

  /**
   * Only managers.
   */
  public static manager(): PlacementConstraint {
    return new PlacementConstraint({ subject: 'role', isNot: false, value: 'manager' });
  }

  /**
   * Only workers.
   */
  public static worker(): PlacementConstraint {
    return new PlacementConstraint({ subject: 'role', isNot: false, value: 'worker' });
  }

  /** Returns undefined if it is none. @internal */
  public static _ofJson(json: unknown): PlacementConstraint | undefined {
    if (!isObject(json)) return undefined;
    const { subject, label, isNot, value } = json as { readonly [name: string]: unknown };
    const isText = (text: unknown, pattern: RegExp) => typeof text === 'string' && pattern.test(text);
    const isValid = typeof isNot === 'boolean' && isText(value, VALUE)
      && (subject === 'label' ? isText(label, LABEL) : label === undefined && (subject === 'hostname' || subject === 'role'));
    return isValid ? new PlacementConstraint({ ...json } as unknown as PlacementConstraintModel) : undefined;
  }

  /** @internal */
  public static _of(model: PlacementConstraintModel): PlacementConstraint {
    return new PlacementConstraint(model);
  }

  private static ofLabel(label: string, value: string, isNot: boolean): PlacementConstraint {
    requireArguments({ label: ['string', label], value: ['string', value] });
    throwIfAny([...checkNodeLabel(label), ...checkText('value of a label', value, VALUE, VALUE_RULE)]);
    return new PlacementConstraint({ subject: 'label', label, isNot, value });
  }

  private static ofHostname(value: string, isNot: boolean): PlacementConstraint {
    requireArguments({ name: ['string', value] });
    throwIfAny(checkText('host name', value, HOSTNAME, NAME_RULE));
    return new PlacementConstraint({ subject: 'hostname', isNot, value });
  }

  private constructor(
    /** @internal */
    public readonly _model: PlacementConstraintModel,
  ) {}
}

/** Returns what is wrong with the name of a label of nodes. */
export function checkNodeLabel(label: string): BerthError[] {
  return checkText('label of nodes', label, LABEL, LABEL_RULE);
}

function checkText(what: string, given: string, pattern: RegExp, allowed: string): BerthError[] {
  return isKnown(given) && !pattern.test(given) ? [invalidPlacement(what, given, allowed)] : [];
}
