import { ControlName, controlRow } from '../../src/shared/controls/table';

/** Who else asks for a control, by where it is written. */
export function sources(control: ControlName): string[] {
  const { cis, pss } = controlRow(control);
  return [
    ...(cis.length === 0 ? [] : [`CIS Docker Benchmark ${cis.join(', ')}`]),
    ...(pss === undefined ? [] : [`Pod Security Standards, "${pss}"`]),
  ];
}
