import { Diagnostics } from '../diagnostics';
import { Session } from './session';
import { toModel } from '../schema/body-values';
import { isWhollyKnown } from '../value/compare';
import { ObjectValue } from '../value/value';

/**
 * Configures the provider. If the configuration contains values that are only known after apply, creates no client. That is
 * not an error: Terraform only plans then, and starts the provider again to apply.
 */
export async function configureProvider(session: Session, config: ObjectValue, diagnostics: Diagnostics): Promise<void> {
  const { provider } = session;
  if (!isWhollyKnown(config)) {
    session.configuration = { status: 'unknown' };
    return;
  }
  await diagnostics.capture('provider configuration', () => {
    session.configuration = { status: 'configured', client: provider.configure(toModel(provider.schema, config)) };
  });
}
