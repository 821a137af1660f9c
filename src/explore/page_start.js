    const figure = document.getElementById("figure");
    figure.src = "/figure.png" + location.search;
