import type { texts as fr } from "../fr/shell.ts";
import type { Same } from "../same.ts";

/** Texts around every page. */
export const texts: Same<typeof fr> = {
  product: "Raccord",
  skip: "Go to the content",
  menu: "Main menu",
  live: "Live",
  journeys: "Journeys",
  queue: "To deal with",
  library: "Documents",
  admin: "Reference data",
  language: "Language",
  signIn: "Sign in",
  signOut: "Sign out",
  person: "Account of {{name}}",
  demonstration: "Demonstration: people and establishments are invented.",
  offline_zero: "Offline: nothing is lost.",
  offline_one: "Offline: nothing is lost, {{count}} entry is waiting.",
  offline_other: "Offline: nothing is lost, {{count}} entries are waiting.",
  unsent_one: "The portal does not answer: nothing is lost, {{count}} entry waits for the next try.",
  unsent_other: "The portal does not answer: nothing is lost, {{count}} entries wait for the next try.",
  signedOut_one: "You are signed out: {{count}} entry is kept in this browser and leaves once you are back.",
  signedOut_other:
    "You are signed out: {{count}} entries are kept in this browser and leave once you are back.",
  signInAgain: "Sign in again",
  notKept: "This browser keeps nothing for this site: do not close the page before everything is saved.",
  loading: "Loading…",
  signInNeeded: {
    title: "Sign-in needed",
    text: "This page shows the file of an organisation: sign in to open it.",
  },
  notFound: {
    title: "Page not found",
    text: "There is no page at this address. It may have been copied wrongly.",
    home: "Go to the journeys",
  },
  failed: {
    title: "This page cannot be shown",
    text: "Something went wrong in the page. What you typed is kept: load the page again to go on.",
    detail: "For support: {{detail}}",
    reload: "Load the page again",
  },
  unread: {
    offline: "The portal does not answer. Check the network; the page tries again by itself.",
    "signed-out": "Your session has ended. Sign in again to go on.",
    forbidden:
      "Your account has no access to this page. Ask the person who leads the file for an invitation.",
    "not-found": "This file does not exist, or you have no access to it.",
    refused: "The portal did not accept the request.",
    server: "The portal met an error. Try again in a moment.",
    retry: "Try again",
  },
};
