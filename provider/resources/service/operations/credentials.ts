import { Credentials } from '../../../engine/credentials/credentials';
import { findCredentials } from '../../../engine/credentials/find';
import { registryAt, registryOf, serverOf } from '../../../engine/credentials/registry';
import { Engine } from '../../../engine/engine';
import { isImageId, parseReference } from '../../../engine/reference';
import { containerOf, ServiceModel } from '../schema';

/** Returns the credentials with which the nodes pull the image: those of the service, or else those of the provider for the registry. */
export async function pullCredentials(engine: Engine, model: ServiceModel): Promise<Credentials | undefined> {
  const [auth] = model.auth;
  if (auth !== undefined) {
    return { username: auth.username ?? '', password: auth.password ?? '', serveraddress: serverOf(registryAt(auth.server_address)) };
  }
  const image = String(containerOf(model).image);
  const reference = isImageId(image) ? undefined : parseReference(image);
  return reference && (await findCredentials(engine.registryAuth, registryOf(reference.repository), process.env)).credentials;
}
