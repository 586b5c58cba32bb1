import { Report } from '../report';
import { Session } from './session';
import { toModel } from '../schema/body-values';
import { isWhollyKnown } from '../value/compare';
import { ObjectValue } from '../value/value';

/**
 * Takes the provider's configuration. With a value in it that is only known after apply there is no client yet, which is
 * no error: Terraform then only plans, and starts the provider again to apply.
 */
export async function configureProvider(session: Session, config: ObjectValue, report: Report): Promise<void> {
  const { provider } = session;
  if (!isWhollyKnown(config)) {
    session.configuration = { status: 'unknown' };
    return;
  }
  await report.guard('configuration of the provider', () => {
    session.configuration = { status: 'configured', client: provider.configure(toModel(provider.schema, config)) };
  });
}
