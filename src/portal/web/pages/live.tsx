export function LiveRoute() {
  return null;
}
