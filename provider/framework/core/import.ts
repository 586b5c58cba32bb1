import { DiagnosticError } from '../../diagnostics/diagnostics';
import { AnyResource } from '../resource';
import { parseObserved } from './observed';
import { Report } from '../report';
import { Session } from './session';
import { Schema } from '../schema/schema';
import { ObjectValue } from '../value/value';

/** The state of what exists already under an id. All that is observed counts, since nothing says what was configured. */
export async function importResource(session: Session, resource: AnyResource<unknown>, id: string, report: Report): Promise<ObjectValue | undefined> {
  return report.guard(`import of ${resource.type}`, async () => {
    if (resource.import === undefined) {
      throw new DiagnosticError({ summary: `${resource.type} can't be imported`, detail: 'Let Terraform create it, or manage it elsewhere.' });
    }
    const model = await resource.import(session.context(report), id);
    if (model === undefined) {
      throw new DiagnosticError({
        summary: 'Nothing to import',
        detail: `There is no ${resource.type} with the id ${JSON.stringify(id)}. Check the id, and that the provider is configured for the right place.`,
      });
    }
    return parseObserved(resource.type, resource.schema as Schema, model, report);
  });
}
