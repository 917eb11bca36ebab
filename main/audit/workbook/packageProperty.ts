/** Under this name the id of the package stands in the properties of the file. */
export const PACKAGE_PROPERTY = 'Leadline package';
