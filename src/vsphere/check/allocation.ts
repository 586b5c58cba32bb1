import { checkSize, checkWhole, isAbove } from './ranges';
import { BerthError } from '../../private/berth-error';
import { Size } from '../../units/size';
import { VSphereCpuAllocation, VSphereMemoryAllocation } from '../allocation';
import { reservationAboveLimit } from '../errors';

/** Checks what a machine or a resource pool gets of processors and memory. */
export function checkAllocations(of: string, cpu: VSphereCpuAllocation = {}, memory: VSphereMemoryAllocation = {}): BerthError[] {
  return [
    ...checkWhole(`The CPU reservation of ${of}, in MHz,`, cpu.reservationMhz, 0),
    ...checkWhole(`The CPU limit of ${of}, in MHz,`, cpu.limitMhz, 1),
    ...cpu.shares?._check(`the processors of ${of}`) ?? [],
    ...isAbove(cpu.reservationMhz, cpu.limitMhz)
      ? [reservationAboveLimit('CPU', of, `${cpu.reservationMhz} MHz`, `${cpu.limitMhz} MHz`)] : [],
    ...checkSize(`The memory reservation of ${of}`, memory.reservation, Size.mebibytes(1)),
    ...checkSize(`The memory limit of ${of}`, memory.limit, Size.mebibytes(1)),
    ...memory.shares?._check(`the memory of ${of}`) ?? [],
    ...isAbove(memory.reservation?.toBytes(), memory.limit?.toBytes())
      ? [reservationAboveLimit('memory', of, `${memory.reservation}`, `${memory.limit}`)] : [],
  ];
}
