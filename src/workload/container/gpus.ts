import { invalidGpuIds } from './errors';
import { numberOutOfRange } from '../../private/errors';
import { isKnown, knownElements } from '../../private/tokens';

const DEVICES = 'device=';

/**
 * The GPUs that a container can use.
 *
 * @example
 * Gpus.all();
 * Gpus.count(2);
 * Gpus.devices('0', 'GPU-3a23c669-1f69-c64e-cf85-44e9b07e7a2a');
 */
export class Gpus {
  /**
   * All GPUs of the host. `Backend.KREUZWERKER` supports only this.
   */
  public static all(): Gpus {
    return new Gpus('all');
  }

  /**
   * A number of GPUs, which the engine chooses.
   *
   * @param amount the number of GPUs, at least 1
   */
  public static count(amount: number): Gpus {
    if (isKnown(amount) && !(Number.isInteger(amount) && amount >= 1)) {
      throw numberOutOfRange('The number of GPUs', amount, 'a whole number of at least 1');
    }
    return new Gpus(`${amount}`);
  }

  /**
   * Certain GPUs.
   *
   * @param ids the numbers or ids of the GPUs, as `nvidia-smi -L` lists them
   */
  public static devices(...ids: string[]): Gpus {
    if (ids.length === 0 || knownElements(ids).some((id) => !/^[^,\s]+$/.test(id))) throw invalidGpuIds(ids);
    return new Gpus(`${DEVICES}${ids.join(',')}`);
  }

  /** Returns the GPUs of a model. @internal */
  public static _of(request: string): Gpus {
    return new Gpus(request);
  }

  private constructor(
    /** @internal */ public readonly _request: string,
  ) {}
}
