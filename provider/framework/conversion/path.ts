import { Path } from '../../diagnostics/diagnostics';
import { AttributePath } from '../wire/generated/tfplugin6';

export function pathToWire(path: Path): AttributePath {
  return {
    steps: path.map((step) => {
      if (typeof step === 'string') {
        return { selector: { $case: 'attributeName', value: step } };
      }
      return typeof step === 'number'
        ? { selector: { $case: 'elementKeyInt', value: step } }
        : { selector: { $case: 'elementKeyString', value: step.key } };
    }),
  };
}
