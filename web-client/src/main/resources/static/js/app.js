// Starts the page.
document.title = "Tertulia";
